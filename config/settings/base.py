"""What every environment shares: apps, middleware, languages, content rules."""

import os
from datetime import timedelta
from pathlib import Path

import dj_database_url
from django.utils.csp import CSP

from config import languages

BASE_DIR = Path(__file__).resolve().parents[2]

INSTALLED_APPS = [
    "previews",
    "search",
    "feeds",
    "lectures",
    "changelog",
    "conference",
    "home",
    "bilingual",
    "accounts",
    "demo",
    "wagtail.contrib.redirects",
    "wagtail.contrib.simple_translation",
    "wagtail.locales",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",  # and never modelsearch beside it: the first search would raise ImproperlyConfigured
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.middleware.ContentSecurityPolicyMiddleware",
    "config.middleware.StaticFilesMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "config.middleware.BadInputMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SessionRenewalMiddleware",
    "home.editing.signed_out.SignedOutMiddleware",
    "accounts.middleware.PagePasswordMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "home.editing.choosers.asking_middleware",
    "home.editing.refusals.RefusalMiddleware",
    "previews.middleware.PreviewTimeMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.middleware.GoneMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# DATABASE_URL is set by tools/postgres.py when nobody else has: the embedded server of a first run.
DATABASES = {"default": dj_database_url.config(default="postgresql:///trygghetskonferensen", conn_max_age=60)}

# Languages. A language of the site is a row in Wagtail's Locale table; config/languages.py has those that can be added.
LANGUAGE_CODE = "sv"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = languages.LANGUAGES
LANGUAGE_MARKS = languages.LANGUAGE_MARKS
WAGTAILADMIN_PERMITTED_LANGUAGES = [("sv", "Svenska"), ("en", "English")]
WAGTAIL_I18N_ENABLED = True
WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE = False  # aliases would show Swedish text under /en/
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale_wagtail"]  # ours, and what Wagtail lacks in Swedish
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "home.media.storage.UploadStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", BASE_DIR / "media"))

# Staff sign in with passwords; a second factor comes with production.
AUTHENTICATION_BACKENDS = ["accounts.backends.LimitedBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "accounts.passwords.LengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
WAGTAILADMIN_USER_LOGIN_FORM = "accounts.forms.SignInForm"

EMAIL_TIMEOUT = 5  # seconds: without one, a mail server that says nothing is waited for for ever

# Content Security Policy. Public pages are strict, and can be framed by the editor's preview panel only.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "frame-src": [
        CSP.SELF,
        "https://www.youtube-nocookie.com",
        "https://player.vimeo.com",
    ],  # after a click: home/media/films.py
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
}
# Wagtail 8's date widgets, InlinePanel and MultipleChooserPanel write inline script and style without a nonce.
ADMIN_CSP = SECURE_CSP | {
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "worker-src": [CSP.SELF, "blob:"],
}
CSRF_FAILURE_VIEW = "home.editing.signed_out.csrf_failure"
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # "DENY" would shut the editor's preview panel out too
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

# Wagtail
WAGTAIL_SITE_NAME = "Trygghetskonferensen"
WAGTAILADMIN_BASE_URL = os.environ.get("BASE_URL", "http://localhost:8000")
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 5
WAGTAIL_ENABLE_UPDATE_CHECK = False  # nothing is asked of other hosts
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_AUTO_UPDATE_PREVIEW_INTERVAL = 200  # milliseconds after typing; then the preview has to be made and fetched
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # "Swedish time" is what the forms say
WAGTAIL_ALLOW_UNICODE_SLUGS = False
TASKS = {"default": {"BACKEND": "bilingual.tasks.IndexingBackend"}}
WAGTAILREDIRECTS_AUTO_CREATE = False  # home/addresses.py makes them, in the same transaction
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "swedish"}}
WAGTAILIMAGES_IMAGE_MODEL = "home.SiteImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.media.image_form.SiteImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 40 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
MAX_PHOTOGRAPH_PIXELS = 170_000_000  # of a JPEG, which is scaled down when it has more than other kinds may
WAGTAILDOCS_DOCUMENT_MODEL = "home.SiteDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "home.media.document_checks.SiteDocumentForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "rtf", "txt", "vtt", "xlsx", "zip"]
# The two kinds of rich text: what a line or a short text may hold, and what running text may hold.
RICH_TEXT_LINE = ["bold", "italic", "link"]
RICH_TEXT_BODY = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": RICH_TEXT_BODY},
    },
}

# A block has some five fields, and its text takes three times its length in a form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# The time of a lecture: what its state is around it (lectures/state.py).
LECTURE_SOON_BEFORE = timedelta(hours=1)
LECTURE_LENGTH_WHEN_UNKNOWN = timedelta(hours=1, minutes=30)
LECTURE_JUST_HELD_FOR = timedelta(days=14)
LECTURE_OLD_AFTER = timedelta(days=3 * 365)
LECTURES_PER_PAGE = 20
