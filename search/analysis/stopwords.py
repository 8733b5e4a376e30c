"""Words too common to search for or to split compounds by, in Danish and English. Folded."""

_DANISH = """
    af alle alt anden andet andre at blev blive bliver blevet da de dem den denne der deres det dette dig din
    disse dit dog du efter eller en end er et for fra ham han hans har havde have hende hendes her hos hun
    hvad hver hvilken hvis hvor hvordan hvorfor hvornaar i ikke ind jeg jer jo kan kunne man mange med meget
    men mens mere mig min mine mit mod naar ned noget nogle nogen nu og ogsaa om op os over paa saa samme samt
    selv sig sin sine sit skal skulle som thi til ud uden under var ved vi vil ville vor vores vaere vaeret
"""
_ENGLISH = """
    a about after all also an and any are as at be been before being but can could did do does each for from
    had has have he her here him his how i if in into is it its itself more most my no nor not of on once only
    or other our out own same she should so some such than that the their them then there these they this
    those through to too until up very was we were what when where which while who whom why will with would
    you your
"""
DANISH = frozenset(_DANISH.split())
ENGLISH = frozenset(_ENGLISH.split())
# “by” is a preposition in English and a town in Danish; it is searched for.
STOP_WORDS = DANISH | ENGLISH
