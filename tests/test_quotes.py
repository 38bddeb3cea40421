"""Quotes: the words, how far they reach, their circumstances, and the claims made of them."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord
from onrecord.model import Quote


def quotes(nlp: Language, text: str) -> tuple[Quote, ...]:
    record = onrecord.annotate(text, nlp, published="2024-06-12")
    for quote in record.quotes:
        for span in (*quote.content, *filter(None, (quote.cue, quote.source))):
            assert text[span.start_char : span.end_char] == span.text
    return record.quotes


def said(nlp: Language, text: str) -> list[tuple[str, list[str], str | None]]:
    return [(q.kind, [c.text for c in q.content], q.source_name) for q in quotes(nlp, text)]


def test_one_attribution_is_one_quote(nlp: Language) -> None:
    text = "“The ice is thin,” harbor master Ana Duarte said Tuesday. “Nobody should walk on it.”"
    (quote,) = quotes(nlp, text)
    assert [c.text for c in quote.content] == ["The ice is thin,", "Nobody should walk on it."]
    assert (quote.kind, quote.rule, quote.source and quote.source.text) == (
        "direct",
        "quote.after",
        "harbor master Ana Duarte",
    )


def test_the_source_may_follow_the_full_stop(nlp: Language) -> None:
    text = "“We closed the harbor because the ice was thin.” Harbor master Ana Duarte told reporters."
    (quote,) = quotes(nlp, text)
    assert (quote.rule, quote.addressee, quote.cue and quote.cue.lemma) == ("quote.next-sentence", "reporters", "tell")


def test_paragraphs_of_one_quote(nlp: Language) -> None:
    text = "Ana Duarte said:\n\n“The ice is thin.\n\n“Nobody should walk on it.”\n\nThe board met."
    (quote,) = quotes(nlp, text)
    assert [c.text for c in quote.content] == ["The ice is thin.", "Nobody should walk on it."]
    assert quote.source is not None
    assert quote.source.text == "Ana Duarte"


def test_chain_of_reports_gives_each_link(nlp: Language) -> None:
    text = "The minister said the talks had failed, Reuters reported."
    assert said(nlp, text) == [
        ("indirect", ["The minister said the talks had failed"], "Reuters"),
        ("indirect", ["the talks had failed"], "the minister"),
    ]


def test_participle_belongs_to_the_speaker_and_not_to_what_is_said(nlp: Language) -> None:
    text = "Ana Duarte said the board would meet again, adding that the ice was thin."
    assert said(nlp, text) == [
        ("indirect", ["the board would meet again"], "Ana Duarte"),
        ("indirect", ["that the ice was thin"], "Ana Duarte"),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "content", "clean"),
    [
        ("Duarte said that the ice was thin.", "indirect", "that the ice was thin", "the ice was thin"),
        ("Duarte said the ice was thin.", "indirect", "the ice was thin", "the ice was thin"),
        ("Duarte said that the ice was “thin.”", "mixed", "that the ice was “thin.”", "the ice was “thin.”"),
        ("Duarte said that “the ice was thin.”", "direct", "that “the ice was thin.”", "the ice was thin."),
        (
            "Duarte made it clear that that report was old.",
            "indirect",
            "that that report was old",
            "that report was old",
        ),
        ("Duarte did not say whether it was thin.", "indirect", "whether it was thin", "whether it was thin"),
    ],
)
def test_a_reported_clause_keeps_its_that(nlp: Language, text: str, kind: str, content: str, clean: str) -> None:
    (quote,) = quotes(nlp, text)
    assert (quote.kind, [c.text for c in quote.content], quote.clean_text) == (kind, [content], clean)


def test_a_claim_reads_without_that(nlp: Language) -> None:
    (claim, *_) = onrecord.extract("Ana Duarte said that “the ice was thin.”", nlp)
    assert (claim.kind, claim.text, claim.summary) == (
        "quote",
        "the ice was thin.",
        "Ana Duarte said: “the ice was thin.”",
    )


def test_a_quote_goes_on_after_the_attribution_in_its_middle(nlp: Language) -> None:
    text = "“That,” Ana Duarte said, “is the end of the harbor.” She shrugged."
    assert said(nlp, text) == [("direct", ["That,", "is the end of the harbor."], "Ana Duarte")]


def test_a_quote_after_reported_words_is_the_same_speaker_s(nlp: Language) -> None:
    text = "Ana Duarte said that the ice was thin. “Nobody listened to the harbor board when it warned of this.”"
    assert [name for _, _, name in said(nlp, text)] == ["Ana Duarte", "Ana Duarte"]


def test_pronouns_and_descriptions_name_the_one_they_mean(nlp: Language) -> None:
    text = (
        "Mayor Ana Duarte said on Monday that the bridge was closed.\n\n"
        "“The ice took it,” she said.\n\n“We will build another one,” the mayor said."
    )
    assert [name for _, _, name in said(nlp, text)] == ["Ana Duarte"] * 3


def test_nobody_is_named_where_the_article_does_not_say(nlp: Language) -> None:
    text = "“The ice took the bridge and half of the pier,” she said."
    assert said(nlp, text) == [("direct", ["The ice took the bridge and half of the pier,"], None)]


@pytest.mark.parametrize(
    "text",
    [
        "The film “The Long Winter” opens on Friday.",
        "He is known as “the Bear” in the harbor.",
        "The so-called “repair” took a year.",
        "The “Old Anna” bridge is closed.",
    ],
)
def test_titles_nicknames_and_scare_marks_are_no_quotes(nlp: Language, text: str) -> None:
    assert quotes(nlp, text) == ()


def test_a_quote_inside_a_quote_stands_only_there(nlp: Language) -> None:
    text = "“The guards told us ‘nobody leaves the pier’ and shut the gate,” Ana Duarte said."
    (quote,) = quotes(nlp, text)
    (inner,) = quote.inner
    assert [c.text for c in inner.content] == ["nobody leaves the pier"]
    assert (inner.cue and inner.cue.lemma, inner.source and inner.source.text) == ("tell", "The guards")


def test_scare_marks_inside_a_quote_are_no_quote(nlp: Language) -> None:
    (quote,) = quotes(nlp, "“The so-called ‘repair’ took a year,” Ana Duarte said.")
    assert quote.inner == ()


@pytest.mark.parametrize(
    ("text", "said_on", "venue", "addressee"),
    [
        ("“The ice is thin,” Ana Duarte told reporters Tuesday.", "2024-06-11", None, "reporters"),
        ("On Monday, Ana Duarte said in an interview that the ice was thin.", "2024-06-10", "in an interview", None),
        ("Ana Duarte said in 2019 that the ice would be thin on Friday.", None, None, None),
        ("“The ice is thin,” according to a harbor official on a call.", None, "on a call", None),
    ],
)
def test_circumstances(nlp: Language, text: str, said_on: str | None, venue: str | None, addressee: str | None) -> None:
    (quote,) = quotes(nlp, text)
    assert (quote.said_on, quote.venue, quote.addressee) == (said_on, venue, addressee)


@pytest.mark.parametrize(
    ("text", "hypothetical"),
    [
        ("The mayor said that the ice was thin.", False),
        ("The mayor did not say that the ice was thin.", True),
        ("The mayor is expected to say that the ice is thin.", True),
        ("The mayor will announce that the harbor is closed.", True),
        ("The mayor continued to say that the ice was thin.", False),
    ],
)
def test_what_was_not_said_is_marked(nlp: Language, text: str, hypothetical: bool) -> None:
    assert [q.hypothetical for q in quotes(nlp, text)] == [hypothetical]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Duarte said he would sign the bill, which was passed in 2010.", "he would sign the bill"),
        (
            "Duarte said the talks went on, but the board refused to meet.",
            "the talks went on, but the board refused to meet",
        ),
        ("The talks went on; Duarte said the board would meet.", "the board would meet"),
        ("The union said 900 walked out; a manager, Tom Kerr, disputed the count.", "900 walked out"),
        ("The firm said the dam was safe, a claim that residents disputed.", "the dam was safe"),
        ("The party said it had won the vote, an assertion the board dismissed as fantasy.", "it had won the vote"),
        ("Bemoaning the “phony system,” Duarte accused Holm of being a fool.", "phony system,"),
        ("Tom Kerr said the board had given advice but refused to say when.", "the board had given advice"),
        ("Tom Kerr said he had given advice but refused to say more.", "he had given advice but refused to say more"),
        ("A fire is linked to the pumps, a study has found.", "A fire is linked to the pumps"),
        ("The dam has failed twice, a jury was told on Tuesday.", "The dam has failed twice"),
        ("The mayor said he would stay on until May, “come what may”.", "he would stay on until May, “come what may”"),
        ("The firm announced a concert in support of the candidate.", "a concert in support of the candidate"),
        ("Duarte was accused of fraud by the union.", "fraud"),
        ("Duarte was told that the fund was empty.", "that the fund was empty"),
        ("One said it was cold and one said it was hot.", "it was cold"),
        ("Okoro said he had sent a team, while the army said the road was closed.", "he had sent a team"),
        ("Duarte said the dam was safe, and the union said nobody had checked it.", "the dam was safe"),
        (
            "Duarte said she would meet the board and tell it the truth.",
            "she would meet the board and tell it the truth",
        ),
        ("As the Herald reported on Monday, the dam had failed twice.", "the dam had failed twice"),
        ("Duarte met the union on Monday, as the Herald reported.", "Duarte met the union on Monday"),
        ("Tom Kerr previously reported, the fund refused to name its donors.", "the fund refused to name its donors"),
        ("Duarte, who has called Kerr's remarks “openly mean,” left.", "Kerr's remarks “openly mean,”"),
        ("Energy officials said on Wednesday they would not sell.", "they would not sell"),
        ("Duarte said in Oslo on Friday that gas was found.", "that gas was found"),
        ("The Herald reported, citing two officials, that the port would be sold.", "that the port would be sold"),
        ("The port will be sold, according to the Daily Star, citing two officials.", "The port will be sold"),
        ("Duarte told Channel 9 on Monday evening that the dam was safe.", "that the dam was safe"),
        (
            'Duarte said both boards are "asleep," but he praised one: "They answer the phone."',
            'both boards are "asleep,"',
        ),
    ],
)
def test_reported_words_end_where_the_article_goes_on(nlp: Language, text: str, content: str) -> None:
    assert [span.text for span in onrecord.annotate(text, nlp).quotes[0].content] == [content]


def test_what_nobody_said_is_marked(nlp: Language) -> None:
    (quote,) = onrecord.annotate("Nobody has said that the dam is unsafe.", nlp).quotes
    assert (quote.hypothetical, quote.source_name) == (True, None)


def test_a_relative_pronoun_reads_as_what_it_stands_for(nlp: Language) -> None:
    (quote,) = onrecord.annotate("The auditor listed grants that prosecutors say were stolen.", nlp).quotes
    assert ([span.text for span in quote.content], quote.source_name) == (["that", "were stolen"], "prosecutors")
    assert quote.clean_text == "grants were stolen"


def test_a_quoted_speaker_is_a_link_of_the_chain(nlp: Language) -> None:
    text = "Mara Lindt, the fund's chief, was quoted by Le Temps as saying that the donors had left."
    claim = next(c for c in onrecord.extract(text, nlp) if c.text.startswith("the donors"))
    assert [link.name for link in claim.attribution] == ["Mara Lindt", "Le Temps"]


def test_a_heading_in_single_marks_is_no_quote(nlp: Language) -> None:
    text = "“I doubt that he can pull it off,” said Ana Duarte.\n\n‘Kings of the Coal Fields.’\n\nThe town is poor."
    assert [quote.clean_text for quote in quotes(nlp, text)] == ["I doubt that he can pull it off,"]


def test_what_is_described_may_stand_before_its_verb(nlp: Language) -> None:
    (quote,) = onrecord.annotate("She published a count that the mayor described as false.", nlp).quotes
    assert (quote.clean_text, quote.source_name) == ("a count as false", "the mayor")


def test_what_is_described_may_be_told_by_an_adjective(nlp: Language) -> None:
    (quote,) = onrecord.annotate("It is a claim Okoye described as baseless.", nlp).quotes
    assert (quote.clean_text, quote.source_name) == ("a claim as baseless", "Okoye")


def test_what_others_make_of_a_claim_is_a_denial_of_their_own(nlp: Language) -> None:
    said, denied = onrecord.annotate("The firm said the dam was safe, a claim that residents disputed.", nlp).quotes
    assert (said.clean_text, said.source_name, said.stance) == ("the dam was safe", "the firm", "asserts")
    assert (denied.clean_text, denied.source_name, denied.stance) == ("a claim", "residents", "denies")


def test_the_day_before_a_semicolon_is_not_that_of_what_is_said_behind_it(nlp: Language) -> None:
    text = "The Herald said on Sunday that the mine was shut; a spokesman confirmed that it was."
    assert [q.said_on for q in quotes(nlp, text)] == ["2024-06-09", None]


def test_a_term_in_marks_about_the_speaker_is_not_said(nlp: Language) -> None:
    text = "“They have lost control,” said Kim Duarte, who has a “sell” rating on the stock."
    assert [quote.clean_text for quote in quotes(nlp, text)] == ["They have lost control,"]


def test_a_later_saying_ends_what_is_said_before_it(nlp: Language) -> None:
    text = "Kerr has said that Kenya would not borrow again, telling parliament in May: “That chapter is closed.”"
    assert [quote.clean_text for quote in quotes(nlp, text)] == [
        "Kenya would not borrow again",
        "That chapter is closed.",
    ]


def test_hearsay_has_no_source(nlp: Language) -> None:
    (quote,) = onrecord.annotate("The driver is said to have fled.", nlp).quotes
    assert ([c.text for c in quote.content], quote.source) == (["The driver", "to have fled"], None)


def test_who_is_asked_does_not_ask(nlp: Language) -> None:
    asked, said = onrecord.annotate(
        "Asked whether the strike would last, Petra Holm said it was too early to tell.", nlp
    ).quotes
    assert (asked.act, asked.source, asked.addressee) == ("asks", None, "Petra Holm")
    assert (said.source_name, said.clean_text) == ("Petra Holm", "it was too early to tell")


def test_a_post_is_its_account_s(nlp: Language) -> None:
    text = '"Power is back in nearly all of our homes tonight. #Grid" — @LanternElectric, June 3, 2024'
    assert [(q.clean_text, q.source_name) for q in quotes(nlp, text)] == [
        ("Power is back in nearly all of our homes tonight. #Grid", "@LanternElectric")
    ]


def test_what_leads_up_to_a_saying_is_not_said(nlp: Language) -> None:
    assert onrecord.annotate("Asked if he had ever seen the ledger, the clerk said no.", nlp).quotes == ()
    assert onrecord.annotate("Voters must decide what the harbor is worth.", nlp).quotes == ()


def test_an_infinitive_of_purpose_is_no_saying(nlp: Language) -> None:
    assert onrecord.annotate("The two ministers are to meet on Friday to discuss the dam.", nlp).quotes == ()
