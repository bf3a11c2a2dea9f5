import random
import time


class Gone(Exception):
    """The server will not have it any more."""


def delays(first=0.5, limit=8.0):
    delay = first
    while True:
        yield min(delay, limit)
        delay *= 2


def fetch(open_url, url, attempts=5):
    """Returns the body of a page; asks again while the server is busy."""
    for number, delay in enumerate(delays(), start=1):
        response = open_url(url)
        if response.status == 200:
            return response.body

        if response.status == 410 or number > attempts:
            raise Gone(url)

        time.sleep(delay + random.random())
