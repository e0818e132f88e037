"""What all tests share: hypothesis without deadlines, because a shared machine's clock proves nothing."""

from hypothesis import settings

settings.register_profile("okrsdk", deadline=None, max_examples=60, print_blob=True)
settings.load_profile("okrsdk")
