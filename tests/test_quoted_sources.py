"""Who a quote's source is: the nearest mention as it stands, and the person, body or paper that it means."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord

CASES = {
    # the paper of somebody speaks for its owner
    "Sen. Ana Duarte voted against the bill. Duarte's statement said the pumps had failed.": [
        ("Duarte's statement", "Ana Duarte")
    ],
    "The International Monetary Fund met in May. “Prices will fall again,” the IMF report said.": [
        ("the IMF report", "International Monetary Fund")
    ],
    "The pumps had failed, an IMF memo said.": [("an IMF memo", "an IMF memo")],
    # a title with "for" or "of" before the name, and letters behind it
    "Minister for Housing Ana Duarte told reporters that 400 pumps had failed.": [
        ("Minister for Housing Ana Duarte", "Ana Duarte")
    ],
    "Superintendent of Police Vinay Rao said the pumps had failed.": [
        ("Superintendent of Police Vinay Rao", "Vinay Rao")
    ],
    "Judge Ana Duarte KC said in London that the pumps had failed.": [("Judge Ana Duarte KC", "Ana Duarte")],
    # who puts out a paper says what it says
    "His office put out a statement saying that the pumps had failed.": [("His office", "His office")],
    "The board sent out a message to donors saying that the pumps had failed.": [("The board", "the board")],
    "Duarte and Kerr issued a statement describing the pumps as a waste of money.": [
        ("Duarte and Kerr", "Duarte and Kerr")
    ],
    # "it" may be what the sentence is about, too
    "The Ministry of Health denied the claim. In 2023 the country recorded 98 cases, and in 2022 it confirmed 762.": [
        ("The Ministry of Health", "Ministry of Health"),
        ("it", None),
    ],
    # words between the name and its verb
    "Sen. Ana Duarte (D-N.M.), noting the cost of the pumps, said, “Let me tell you, nobody oiled them.”": [
        ("Sen. Ana Duarte (D-N.M.)", "Ana Duarte"),
        ("Sen. Ana Duarte (D-N.M.)", "Ana Duarte"),
    ],
    # a space that is missing, doubled, or does not break
    "“Nobody ever oiled the pumps,”Duarte said. “It was a waste.”": [("Duarte", "Duarte")],
    "Another woman added:  “Nobody ever oiled the pumps.”": [("Another woman", "Another woman")],
    "Then Duarte went on:\xa0“Nobody ever oiled the pumps.”": [("Duarte", "Duarte")],
    # a paragraph of nothing but quoted words goes on with who was told of last, not with whom they told of
    "Duarte said that critics had long predicted that the pumps would fail.\n\n"
    "“That is because nobody has oiled them for nine years.”": [
        ("Duarte", "Duarte"),
        ("critics", "critics"),
        ("Duarte", "Duarte"),
    ],
    # one paper by two names
    "The pumps had failed, according to a Herald survey of voters. The study also found that rents had doubled.": [
        ("a Herald survey of voters", "a Herald survey of voters"),
        ("The study", "a Herald survey of voters"),
    ],
    # somebody is called by the head of the title, not by any word of it
    "Harbor Department spokesman Tom Kerr said the pier was shut. The spokesman said it would open in May.": [
        ("Harbor Department spokesman Tom Kerr", "Tom Kerr"),
        ("The spokesman", "Tom Kerr"),
    ],
    "The United States Court of Appeals sat in May. The state said that the count was wrong.": [
        ("The state", "the state")
    ],
    "A lawyer for Rowe, Tom Kerr, said the pumps had failed. Rowe's attorney said nobody had asked.": [
        ("A lawyer for Rowe, Tom Kerr", "Tom Kerr"),
        ("Rowe's attorney", "Tom Kerr"),
    ],
    # whoever is made to speak speaks
    "The senator forced Ana Duarte to admit that the pumps had failed.": [("Ana Duarte", "Ana Duarte")],
    "The senators persisted in arguments that the pumps had failed.": [("The senators", "the senators")],
    "In the words of the prosecutor, “the pumps were never once oiled in nine years.”": [
        ("the prosecutor", "the prosecutor")
    ],
    "Tom Kerr, the mayor, who said the pumps had failed, left.": [("who", "Tom Kerr")],
    "Two crews refused the order. They said the pumps had failed.": [("They", "Two crews")],
    "Ana Duarte called the vote “a disgrace to the whole town,” adding: “It was rigged from the very start.”": [
        ("Ana Duarte", "Ana Duarte"),
        ("Ana Duarte", "Ana Duarte"),
    ],
    # what somebody denies, or will not speak of, is another's word
    "The Kestrel Mining Company denied reports that its tailings dam had leaked.": [
        ("The Kestrel Mining Company", "the Kestrel Mining Company"),
        (None, None),
    ],
    "A spokesman for the port declined to comment on a Lisbon Post report that fees would double.": [
        ("Lisbon Post", "Lisbon Post")
    ],
    "The minister refused to comment on claims by the union that three workers had died.": [("the union", "the union")],
    # the paper that reads so stands behind the verb
    '"We regret the delay and will refund every ticket," read the email from the airline.': [
        ("the email", "the email")
    ],
    # a name without what stands beside it
    "Volvane AG, the German maker of gearboxes (VLV.DE), said sales fell.": [
        ("Volvane AG, the German maker of gearboxes (VLV.DE)", "Volvane AG")
    ],
    "Ravi Nair, the mayor, threw out a plan that would have closed a road, saying it was too late.": [
        ("Ravi Nair, the mayor", "Ravi Nair")
    ],
    # whom somebody meets for what he says says it; a reason does not, nor a play
    "Kerr blamed the mayor for saying that the dam was safe.": [
        ("Kerr", "Kerr"),
        ("the mayor", "the mayor"),
    ],
    "Asked about Kerr's calling the plan a fraud, Ana Duarte smiled.": [("Kerr", "Kerr")],
    "There were no reasons to question the count.": [],
    "A troupe performs a play called “The Sons of the Harbor,” which opened in May.": [],
    "“The vote must be held in May,” Ana Duarte, who has proposed a new rule, said.": [("Ana Duarte", "Ana Duarte")],
    "HARBOR TO CLOSE - Tom Kerr: “The ice is too thin for any ship to pass.”": [("Tom Kerr", "Tom Kerr")],
    # "asking" is no king
    "Two groups are asking Hillary Brandt to resign after he said the vote was void.": [
        ("Two groups", "Two groups"),
        ("he", None),
    ],
    # two who talk: nobody is named for the answer
    '"At home," the defendant replied. "Were you alone there?" "Yes."': [
        ("the defendant", "the defendant"),
        (None, None),
    ],
    # one of the same family name
    "Tom Kerr met the elder Brandt in May. Ruth Brandt smiled. The elder Brandt said it was over.": [
        ("The elder Brandt", "the elder Brandt")
    ],
    # "they" are the several whom the sentence before is about
    "The U.N. denies that its staff are spies. The rebels have attacked 100 ships. They said that they would go on.": [
        ("The U.N.", "United Nations"),
        ("They", "the rebels"),
    ],
    # two speakers of one sentence
    "“His mood is sour on Mondays,” she said, but “I think he loves it,” said Ferrante.": [
        ("she", None),
        ("Ferrante", "Ferrante"),
    ],
    "About 4 in 10 say that the dam is safe.": [("About 4 in 10", "About 4 in 10")],
    # "that" before "officials" belongs to the clause
    "Reuters reported that officials said the dam had failed.": [("Reuters", "Reuters"), ("officials", "officials")],
    # a given name tells whom "she" cannot mean, a family name in "man" tells nothing
    "Reporter Ben Sandler met Judge Ruth Amadi. She said the trial would go on.": [("She", "Ruth Amadi")],
    "Amy Goldman met Tom Kerr in May. She said the dam was safe, and Kerr agreed.": [("She", "Amy Goldman")],
    # a description before a name, or what only tells its kind, is no part of it
    "German gearbox maker Volvane AG said sales fell.": [("German gearbox maker Volvane AG", "Volvane AG")],
    "The Punch newspaper said sales fell.": [("The Punch newspaper", "Punch")],
    "The opposition's Gaurav Nair, MP for Nashik, called the plan “a tax on farmers”.": [
        ("The opposition's Gaurav Nair, MP for Nashik", "Gaurav Nair")
    ],
    "The returning officer, Prof. Toyin Adeyemi, said turnout was low.": [
        ("The returning officer, Prof. Toyin Adeyemi", "Toyin Adeyemi")
    ],
    "Her barrister, Nadia Amin KC, said the count was wrong. “It is a theory,” she said.": [
        ("Her barrister, Nadia Amin KC", "Nadia Amin KC"),
        ("she", "Nadia Amin KC"),
    ],
    # what somebody "would announce" within the words of another is his own
    "An aide said the president was aware of the pain and would announce a plan.": [
        ("An aide", "an aide"),
        ("the president", "the president"),
    ],
    # several who say it together
    "Senators Ana Duarte and Tom Kerr said the bill was dead.": [
        ("Senators Ana Duarte and Tom Kerr", "Ana Duarte and Tom Kerr")
    ],
    "Both the United Nations and the African Union said that troops must leave.": [
        ("Both the United Nations and the African Union", "United Nations and African Union")
    ],
    # "he" is whom the sentence before is about, also where nobody names him
    "The king, whose reign began in 2020, opened the dam. “This is a great day for us all,” he said.": [
        ("he", "the king")
    ],
    "Tom Kerr said the dam was safe. The bishop, who is 80, blessed it. “It is a fine work,” he said.": [
        ("Tom Kerr", "Tom Kerr"),
        ("he", "the bishop"),
    ],
    # whose words a fragment is, where "according to" is about the whole
    "The storm Dirk, with winds of 140 mph, killed 12, according to Dutch officials, who fear that it could be “a "
    "hundred, perhaps even two hundred”.": [
        ("Dutch officials", "Dutch officials"),
        ("who", "Dutch officials"),
    ],
    # a sentence before a semicolon is not what the next one confirms
    "The Herald reported that the mine had flooded; a spokesman, Luis Vega, confirmed the leak.": [
        ("The Herald", "the Herald"),
        ("a spokesman, Luis Vega", "Luis Vega"),
    ],
}


@pytest.mark.parametrize("text", CASES)
def test_source(nlp: Language, text: str) -> None:
    quotes = onrecord.annotate(text, nlp).quotes
    assert [(q.source and q.source.text, q.source_name) for q in quotes] == CASES[text]
