"""Given names that are, the world over, nearly always a man's or nearly always a woman's; others tell nothing."""

from __future__ import annotations

MALE = frozenset(
    """
    aaron abdul abdullah abraham adam adrian ahmad ahmed alan albert alberto alejandro alexander alfred ali allen
    amir anders andrew andrés andy angus anthony antonio antónio arjun arthur barack ben benjamin bernard bernie
    bill boris brad brandon brett brian bruce bruno carlos charles christopher chuck cláudio colin conor craig
    cristian dan daniel darren dave david dennis derek diego dmitry don donald doug douglas duncan dwight dylan ed
    edgar eduardo edward emmanuel enrique eric erik ernest ernesto ethan eugene felipe felix fernando francisco
    frank françois fred frederick gareth gary geoffrey george gerald giovanni giuseppe glenn gordon graham greg
    gregory guillermo gustavo günther hamid hans harold harry hassan hector henrik henry herbert hiroshi howard hugo
    hussein ian ibrahim igor isaac ivan jack jacob jacques jake jakob james jason javier jeff jeffrey jeremy jerome
    jerry jim joe joel johan johannes john jonathan jorge joseph josh joshua josé juan julian julio justin karl
    keith ken kenji kenneth kevin kurt kwame larry lars lawrence leonard lloyd luca lucas luis luiz luke malcolm
    manuel marco marcos marcus mario mark martin matt matteo matthew mauricio max miguel mike mikhail mitch mitt
    mohamed mohammad mohammed muhammad mustafa narendra nathan ned neil nicholas nick nicolas nigel nikolai norman
    oleg olivier omar oscar pablo pascal patrick paul paulo pavel pedro pete peter phil philip philippe pierre
    rafael rajesh ralph ramón randy ray raymond raúl ricardo richard rick rob robert roberto rodrigo roger roland
    ron ronald roy rupert russell ryan salman samuel scott sean sebastian sergei sergey sergio seth shane simon
    stanley stefan stephen steve steven stuart sven ted terrence theodore thomas tim timothy tobias todd tom tomás
    tony trevor vikram viktor vincent vladimir volodymyr walter wayne werner wilhelm william wolfgang yusuf zachary
    """.split()
)
FEMALE = frozenset(
    """
    abigail adriana agnes aisha alessandra alexandra alice alicia alison amanda amelia amina amy ana angela anita
    ann anna anne annette antonia astrid audrey barbara beatrice beatriz becky bernadette bianca brenda bridget
    camila camille carla carmen carol carolina caroline catherine cecilia celia charlotte chiara christina christine
    cindy claire clara claudia colleen consuelo cristina cynthia daniela deborah debra denise diana diane dolores
    donna doris dorothy edith eileen elaine eleanor elena elisabeth elizabeth ellen emilia emily emma erica erika
    ester esther eva evelyn fatima fatou fiona florence frances francesca freya gabriela gina giorgia giulia gladys
    gloria grace greta gwen hannah heather heidi helen helena helene hilary hillary ilse ingrid inés irene irina
    iris isabel isabella ivana jacqueline jane janet janice jeanne jennifer jessica joan joanna joanne josephine
    joyce judith judy julia juliana julie kamala karen karin katarina kate katherine kathleen kathryn kathy katie
    katrina keiko kirsten kristen kristin laura lauren leila lena leticia lillian linda lisa liz liza lorraine
    louise lucia lucy luisa lynn magdalena malala manuela marcia margaret margarita maria mariana marianne marie
    marion marjorie marta martha mary maureen megan melania melanie melissa mercedes mia michelle miriam monica
    monique mónica nadia nancy natalia natalie nicole nina nora norma olga olivia paloma pamela patricia paula
    pauline penelope petra phyllis priscilla priti rachel raquel rebecca regina renata rita roberta rosa rosalind
    rosemary rosie ruth sabine sally samantha sandra sara sarah sharon sheila shirley silvia simone sofia sonia
    sophia sophie stella stephanie sue susan susanna suzanne svetlana sylvia tamara tanya tatiana teresa theresa
    tiffany ursula valentina valerie vanessa vera veronica verónica victoria virginia vivian wanda wendy yasmin
    yolanda yvette yvonne zainab zoe
    """.split()
)
