"""What templates call most: texts with values put into them."""

from flask import Flask
from flask_babel import force_locale

from planner.views.web.fast_templating import plural_text, text


def test_plural_text_takes_values_besides_the_number(app: Flask) -> None:
    with app.test_request_context():
        for num, said in ((1, "1 plan of <b>Ada</b>"), (3, "3 plans of <b>Ada</b>")):
            named = plural_text("%(num)d plan of %(who)s", "%(num)d plans of %(who)s", num, who="x")
            assert named == said.replace("<b>Ada</b>", "x")


def test_what_is_put_into_a_text_is_escaped_and_percent_signs_stay(app: Flask) -> None:
    with app.test_request_context():
        assert text("Hello %(name)s", name="<b>100 %</b>") == "Hello &lt;b&gt;100 %&lt;/b&gt;"
        found = plural_text("%(num)d of %(who)s, 5 %%", "%(num)d of %(who)s, 5 %%", 2, who="<i>")
        assert found == "2 of &lt;i&gt;, 5 %"


def test_plural_text_is_in_the_language_of_the_reader(app: Flask) -> None:
    with app.test_request_context(), force_locale("de"):
        assert plural_text("%(num)d decision", "%(num)d decisions", 2) == "2 Entscheidungen"
