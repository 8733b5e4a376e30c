"""The hub as in production, with the pictures that a web server in front of it would hand out."""

from django.conf import settings
from whitenoise import WhiteNoise

from hub.wsgi import application as hub

application = WhiteNoise(hub, root=settings.MEDIA_ROOT, prefix="media/", autorefresh=True)
