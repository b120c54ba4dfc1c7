"""The labels of a text are bound to roles and things by its own words."""

import pytest

from compliance.passages.bind import bind, find_labels
from compliance.passages.scopes import Scopes
from compliance.pipeline import load_scopes

SCOPES = load_scopes()
LETTER = (
    'This agreement is made between Northwind Ltd, a company registered in Leeds ("Northwind"), and Tess Carver, residing at 4 Quay Street '
    '(the "Vendor"). Northwind will disclose plans of its works (the "Evaluation Material"). The Vendor shall not disclose the Evaluation '
    "Material to anyone. The Vendor shall keep it secret and return it to Northwind. "
)


def _bound(source: str) -> Scopes:
    return bind(source, SCOPES)


def _words(source: str, text: str) -> list[str]:
    return [word for word, _, _ in _bound(source).forms.tokens(text, 0, len(text))]


def test_a_party_is_known_by_what_is_said_of_it() -> None:
    assert _words(LETTER, "The Vendor informs Northwind") == ["the", "recipient", "inform", "discloser"]


def test_a_label_in_small_letters_is_a_common_word() -> None:
    assert _words(LETTER, "any vendor of fish") == ["any", "vendor", "of", "fish"]


def test_the_protected_thing_has_one_name() -> None:
    assert _words(LETTER, "Evaluation Material") == ["confidential", "information"]


def test_a_label_keeps_its_place_in_the_source() -> None:
    text = "to the Vendor."
    assert ("recipient", text.index("Vendor"), text.index("Vendor") + 6) in _bound(LETTER).forms.tokens(text, 0, len(text))


@pytest.mark.parametrize(("name", "role"), [("Receiving Party", "recipient"), ("Recipient", "recipient"), ("Disclosing Party", "discloser"), ("the undersigned", "recipient")])
def test_names_of_roles_need_no_definition(name: str, role: str) -> None:
    assert role in _words("", f"{name} agrees")


def test_parties_of_a_mutual_agreement_are_both() -> None:
    source = (
        'Made by and between Alder Inc., a corporation ("Alder"), and Birch Inc., a corporation ("Birch"). Alder shall not disclose the information '
        "of Birch. Birch shall not disclose the information of Alder. "
    )
    assert _words(source, "Alder and Birch") == ["party", "and", "party"]


@pytest.mark.parametrize(
    ("kinds", "word"),
    [("its directors, officers and employees", "employee"), ("its employees, consultants and attorneys", "representative")],
)
def test_a_label_for_persons_is_as_wide_as_its_definition(kinds: str, word: str) -> None:
    assert _words(f'It may tell {kinds} (collectively, "Insiders").', "Insiders") == [word]


def test_a_text_without_labels_has_only_the_names_of_roles() -> None:
    assert all(not label.cased for label in find_labels("1. Nobody shall be told.", SCOPES))


def test_contracted_negations_are_two_words() -> None:
    assert _words("", "You won't and can't tell, and don't") == ["you", "will", "not", "and", "can", "not", "tell", "and", "do", "not"]
