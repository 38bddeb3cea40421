"""Given names that are, the world over, nearly always a man's or nearly always a woman's; others tell nothing."""

from __future__ import annotations

MALE = frozenset(
    """
    aaron abdul abdullah abel abraham adam adrian ahmad ahmed alan albert alberto alejandro alexander alfonso
    alfred ali allan allen amir amos anders andreas andrew andrzej andrés andy angus anil anthony antonio antónio
    arjun arnold arthur arturo ashok barack barry ben benjamin bernard bernie bill bob boris brad bradley brandon
    brett brian bruce bruno bryan carl carlos cedric charles christian christopher chuck clarence claude clifford
    cláudio colin conor craig cristian curtis dan daniel darren darryl dave david dennis derek diego dieter dimitri
    dmitri dmitry dominic don donald doug douglas duncan dwight dylan earl ed eddie edgar eduardo edward edwin
    emmanuel enrique eric erik ernest ernesto esteban ethan eugene felipe felix ferdinand fernando francisco frank
    franz françois fred frederick gareth gary gavin geoffrey george gerald gerard gilbert giovanni giuseppe glenn
    gordon graham greg gregory guillermo gustavo günther hamid hans harold harry harvey hassan hector henrik henry
    herbert hiroshi howard hugh hugo hussein ian ibrahim igor isaac ismail ivan jack jacob jacques jake jakob james
    jason javier jeff jeffrey jeremy jerome jerry jim jimmy joachim joaquin joe joel johan johannes john johnny
    jonathan jorge jose joseph josh joshua josé juan julian julio justin karl keith ken kenji kenneth kevin khalil
    klaus kurt kwame lance larry lars lawrence leonard leroy lloyd lorenzo louis luca lucas luigi luis luiz luke
    malcolm manuel marc marcel marco marcos marcus mario mark martin marvin matt matteo matthew maurice mauricio
    max michael miguel mike mikhail mitch mitt mohamed mohammad mohammed moses muhammad mustafa narendra nathan
    nathaniel ned neil nelson nicholas nick nicolas nigel nikolai noah norman oleg oliver olivier omar oscar osman
    oswald otto owen pablo pascal patrick paul paulo pavel pedro per pete peter phil philip philippe phillip pierre
    rafael raj rajesh ralph ramon ramón randy raul ray raymond raúl reginald ricardo richard rick rob robert
    roberto rodney rodrigo roger roland ron ronald roy rudolf rupert russell ryan salman samuel sanjay scott sean
    sebastian sergei sergey sergio seth shane simon stanley stefan stephen steve steven stuart suresh sven ted
    terence terrence theodore thomas tim timothy tobias todd tom tomas tomás tony travis trevor vernon victor vijay
    vikram viktor vincent vladimir volodymyr walter warren wayne werner wilfred wilhelm william wolfgang xavier
    yusuf zachary
    """.split()
)
FEMALE = frozenset(
    """
    abigail ada adriana agnes aicha aisha alejandra alessandra alexandra alice alicia alison allison amanda amelia
    amina amy ana angela anita ann anna anne annette annie antonia april arlene asha astrid audrey barbara beatrice
    beatriz becky belinda bernadette beth betty beverly bianca bonnie brenda bridget brigitte camila camille carla
    carmen carol carolina caroline carolyn catherine cathy cecilia celia charlotte chiara christina christine cindy
    claire clara claudia colleen connie consuelo cristina cynthia daniela deborah debra delphine denise diana diane
    dolores donna doris dorothy edith eileen elaine eleanor elena elisabeth elizabeth ella ellen elsa emilia emily
    emma erica erika erin ester esther eva evelyn fatima fatou fiona florence frances francesca freya gabriela gail
    georgia gina giorgia giulia gladys gloria grace greta gwen hannah harriet heather heidi helen helena helene
    hilary hillary ida ilse ingrid inés irene irina iris isabel isabella ivana ivy jacqueline jane janet janice
    jeanne jennifer jenny jessica jill joan joanna joanne josephine joyce judith judy julia juliana julie juliet
    kamala karen karin katarina kate katherine kathleen kathryn kathy katie katrina keiko khadija kirsten kristen
    kristin kristina latifa laura lauren leila lena leonor leticia lillian linda lisa liz liza lois lorraine louise
    lourdes lucia lucy luisa lydia lynn magdalena malala mandy manuela marcia margaret margarita maria mariam
    mariana marianne marie marilyn marina marion marjorie marta martha martina mary maryam matilda maureen meera
    megan melania melanie melissa mercedes mia michelle mina miranda miriam moira molly monica monique mónica nadia
    nancy naomi natalia natalie natasha nicole nina noor nora norma olga olivia paloma pamela patricia paula
    pauline penelope penny petra philippa phyllis priscilla priti priya rachel ramona rania raquel rebecca regina
    renata renee rhonda rita roberta rosa rosalind rosemary rosie ruth sabine sabrina sally samantha sandra sara
    sarah savita sharon sheila shirley silvia simone sofia sonia sophia sophie stella stephanie sue sunita susan
    susana susanna suzanne svetlana sylvia tamara tania tanya tatiana teresa thelma theresa therese tiffany tina
    ursula valentina valeria valerie vanessa vera veronica verónica victoria violet virginia vivian wanda wendy
    yasmin yolanda yvette yvonne zainab zoe
    """.split()
)

PEOPLE = frozenset(
    """
    accountant activist actor actress ambassador analyst archbishop attorney author
    barrister bishop boss boy brother captain
    chairman chairperson chairwoman chancellor chief citizen clerk coach colonel commander commissioner congressman
    congresswoman councillor councilor critic daughter defendant deputy detective director doctor driver economist
    editor engineer envoy expert farmer father fisherman founder general girl governor grandfather grandmother
    historian husband judge king lawmaker lawyer leader man manager mayor minister mother negotiator neighbor neighbour
    nurse officer official owner pastor physician pilot player plaintiff pope premier president priest prince princess
    principal professor prosecutor queen ranger regulator representative researcher resident scientist secretary
    senator sergeant sheriff shopkeeper singer sister soldier solicitor son spokesman spokesperson spokeswoman student
    superintendent surgeon survivor suspect teacher teenager trader treasurer tycoon victim widow widower wife witness
    woman worker writer
    """.split()
)
"""Nouns for one person, by what they are or do: whom "he" or "she" may mean."""
