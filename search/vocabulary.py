"""The words of the content as this process knows them, brought up to date before each search."""

import threading

from search.analysis.lexicon import Lexicon
from search.models import SearchItem, SearchWord
from search.sequence import NOTHING_YET, Moment


class Vocabulary:
    """A lexicon that follows the database: it reads the words that changed since it last looked."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self._lexicon, self._seen, self._entries = Lexicon({}), NOTHING_YET, 0

    def at(self, moment: Moment) -> tuple[Lexicon, int]:
        """Words and number of findable things at ``moment``. No query if nothing changed, else two."""
        with self._lock:
            if moment != self._seen:
                if moment.sequence <= self._seen.sequence:  # a database that was rolled back or replaced
                    self.forget()
                since, self._seen = self._seen.sequence, moment
                self._read_since(since)
            return self._lexicon, self._entries

    def _read_since(self, sequence: int) -> None:
        rows = SearchWord.objects.filter(version__gt=sequence).values_list("word", "language", "count")
        self._lexicon.learn({(word, language): count for word, language, count in rows.iterator(chunk_size=10_000)})
        self._entries = SearchItem.objects.filter(is_deleted=False, build=self._seen.build).count()


vocabulary = Vocabulary()
