"""The invented county and its people, as the tests of history have them."""

from web.history.conftest import _quick_hashes as _quick_hashes
from web.history.conftest import browser as browser
from web.history.conftest import county as county
from web.history.conftest import plan as plan
