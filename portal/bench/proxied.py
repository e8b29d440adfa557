"""The portal as its proxy in production presents it: over https, for what cannot say so itself."""

from portal.wsgi import application as portal


def application(environ, start_response):
    return portal(environ | {"HTTP_X_FORWARDED_PROTO": "https"}, start_response)
