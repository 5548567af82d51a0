"""Stories in which a reader would be told something wrong: whole texts in, actors out."""

import pytest

from castlist.nlp.load import annotate_article
from castlist.pipeline import Reading, find_actors, read_text

TEXTS = {
    "006": (
        "Labour MP Priya Nandra asked for clarification in the Commons on Wednesday. Form"
        "er Women and Equalities minister Nicky Bowen answered her in the afternoon.\n\nThe"
        " judge, Mr Justice Macallan, said the papers would stay sealed. NCA director Wil"
        "l Harkin welcomed the ruling by Mr Justice Macallan.\n"
    ),
    "012": (
        "María Fernanda Gómez Ortega will lead the central bank of Chile from May, the go"
        "vernment said on Thursday in Santiago.\n\nGómez Ortega has worked there since 2003"
        ". Gomez has said little about interest rates, and her rival, Luis Peña Rojas, wi"
        "shed Gómez well. Peña stays in Washington.\n"
    ),
    "017": (
        "Councillor Nadia Rahimi apologised on Friday for a message in a private group th"
        "at was leaked to the Gazette a day earlier.\n\nIn it a colleague wrote: “nobody to"
        "ld nadia rahimi that rahimi would lose her seat.” Rahimi said she had not seen t"
        "he message before.\n"
    ),
    "018": (
        "HALVORSEN QUITS AS MAYOR OF TACOMA AFTER AUDIT\n\nErik Halvorsen resigned on Monda"
        "y as mayor of Tacoma after an audit found that he had billed the city for privat"
        "e flights. Halvorsen said he was sorry.\n"
    ),
    "021": (
        "The novelist Judith Barlow, born Judith Keating, died on Sunday at the age of 81"
        " in Cork, her publisher said in a short statement.\n\nJudith Keating published her"
        " first story in 1962. After her marriage she wrote as Judith Barlow. Barlow sold"
        " four million books.\n"
    ),
    "023": (
        "Queen Margarethe received Pope Clement in Copenhagen on Saturday. The Queen spok"
        "e for ten minutes, and the Pope answered in Danish.\n\nSir Edmund Gale, the ambass"
        "ador, said the Queen had asked about Rome. Dr Ruth Amsel, who treats the Pope, w"
        "as there as well.\n"
    ),
    "026": (
        "The National Federation of Tram Drivers (NFTD) called a strike for Friday in Man"
        "chester. The NFTD wants eight percent more pay, and the union rejected an offer "
        "of five.\n\nEmployers said NFTD leaders had walked out. The National Federation of"
        " Tram Drivers denied that.\n"
    ),
    "029": (
        "Born and raised in Liverpool, Gordon Pike joined the skiffle craze as a teenager"
        "; his first band, the Quarrymen, evolved into the Beatles in 1960.\n\nPike left th"
        "e Beatles within a year. The Beatles never mentioned him, and the Quarrymen met "
        "again only at his funeral.\n"
    ),
    "032": (
        "Mayor Denise Washington of Spokane flew to Washington on Monday to ask Congress "
        "for flood aid for eastern Washington state.\n\nWashington has been slow to pay, sh"
        "e said. Washington, who took office in 2022, will meet two senators. She returns"
        " to Spokane on Thursday.\n"
    ),
    "035": (
        "Eating late is not as harmful as many fear, according to Valerie Brandt, M.S., R"
        ".D., who studied 900 nurses in Ohio for six years.\n\nBrandt said sleep mattered m"
        "ore. Her colleague Tom Ruiz, Ph.D., M.D., FACP, disagreed, but Ruiz has not publ"
        "ished his data.\n"
    ),
    "044": (
        "Nina Castell told her sister Ruth Castell that she had lost the election. Ruth h"
        "ad warned her in March.\n\nShe should have listened, Nina said later in Cardiff. R"
        "uth Castell declined to comment on the result or on the family.\n"
    ),
    "045": (
        "The start-up Lumora published its prices on Monday after weeks of criticism from"
        " small shops in Ghent that cannot pay by card.\n\n“We want to make it cheap for ev"
        "ery business. That is our mission at Lumora,” the company said in a statement. L"
        "umora has 40 staff.\n"
    ),
    "047": (
        "The House voted on Tuesday to buy the marsh beside the Lake from Marta Delgado, "
        "who owns most of the North Street quarter of Easton.\n\nDelgado wanted more. The S"
        "treet has 40 houses. “The Lake floods every Spring,” Delgado said, and God Bless"
        ", she added.\n"
    ),
    "086": (
        "RT: This is why I love the murals of Banko in Ramallah. His work is timeless, wr"
        "ote Hana Saleh on Sunday. See Syria Palestine Mali World https://example.org/a1B"
        "2\n\nSaleh teaches art in Amman. Banko has never shown his face, and Saleh says sh"
        "e does not want to see it.\n"
    ),
    "099": (
        "Burkina-Faso, 13 February: ten armed men attacked a school in Sanaba, the aid gr"
        "oup Corda said. Croatia sent two doctors, and Malawi paid for their flights.\n\nLi"
        "sbon offered tents. Bangalore and Rotterdam will send money, Corda said, but Uzb"
        "ekistan and Burkina Faso have not agreed on a route.\n"
    ),
    "100": (
        "Brexit made chips dearer, Mara Quint told the trade paper in Leuven. She owns an"
        " iPhone and two Android tablets and stores her photos with A.W.S.\n\nQuint says he"
        "r I.Q. is normal. Snapchat bores her, and since Brexit she buys nothing from Mol"
        "enbeek. Android is free, she said.\n"
    ),
    "101": (
        "Two F-16 jets and a Leopard 2 tank took part in the drill near Radom on Friday, "
        "and one soldier was hurt by a Kalashnikov, the army said.\n\nThe Leopard 2 was bui"
        "lt in Munich. The F-16 flew back at once. Pawel Nowak, who commands the base, sa"
        "id the Kalashnikov was not loaded.\n"
    ),
    "103": (
        "Bill and Hilda Colton arrived in Belfast on Tuesday. Mr. Colton spoke first, and"
        " Mrs. Colton spoke for an hour about the treaty.\n\nBill Colton was tired. “We hav"
        "e come a long way,” Hilda Colton said. The Coltons leave on Thursday for Derry.\n"
    ),
    "109": (
        "Helga Strand, the auditor of Bergen, told the committee on Monday that the books"
        " were in order. Strand said nobody had asked for them before.\n\nOwen Tait, who ch"
        "airs the committee, thanked Strand. Tait said Helga Strand had worked for nine m"
        "onths without pay, and Strand smiled.\n"
    ),
    "110": (
        "Colin Dyer found the boat. He called the coastguard.\n\nOmar Haddad saw the light."
        " He lives above the beach. His dog barked.\n\nThe inquest in Penzance goes on unti"
        "l Friday, and the coroner will hear nine more people from the village.\n"
    ),
    "111": (
        "Sammy Ortega Jr. joined the fire brigade of Tulsa in 2004. Sammy Ortega Sr. had "
        "led it for nine years, and he gave his son the helmet.\n\nSammy Ortega Jr. wore it"
        " on Monday. “It still fits,” he said. King Charles II and King Charles III are o"
        "n the two medals in the hall.\n"
    ),
    "113": (
        "The club of Nantes named its players on Tuesday, and the list hung on the door o"
        "f the hall for an hour.\n\nKeller, Jonas (goal); Abadi, Samir (defence); Lund, Eri"
        "k (attack).\n\nSamir Abadi scored twice on Saturday. Jonas Keller was hurt, and Er"
        "ik Lund sat on the bench with Keller.\n"
    ),
    "124": (
        "Harbour of Split to be dredged in spring\n\nImage source, EPA\n\nBoats wait in the h"
        "arbour of Split on Friday. Photograph: Luka Babic/The Observer\n\nThe harbour of S"
        "plit will be dredged in spring, the port office said on Friday, and boats must l"
        "eave by the end of March.\n\nImage caption, The old pier was built in 1911\n\n“We ne"
        "ed two more metres,” Ana Juric, who runs the port, told reporters on Friday.\n"
    ),
    "126": (
        "The mine at Orsk[1] was sold in secret, the historian Igor Belov[2] wrote in 201"
        "9.[3] Belov found the deed in a church.\n\n“Nobody asked me,” said the old owner, "
        "Anna Kruse.[4] Igor Belov has asked the court for the rest.[5]\n"
    ),
    "132": (
        "The clerk of Motala read out the result of the vote for the school board on Sund"
        "ay shortly before midnight in the hall:\n\nKarin Ek 2,310 51.4%\nOlof Dahl 1,802 40"
        ".1%\n\nEk thanked her helpers. Dahl said he would not ask for a recount, and Ek sh"
        "ook his hand.\n"
    ),
    "133": (
        "Rosa Field and Max Law own the farm at Deal. Field grows hops, and Law sells the"
        "m. Law said the price was good.\n\nField wants a second field. Law agreed, and Fie"
        "ld signed the paper on Monday while a clerk looked on.\n"
    ),
    "s05": (
        "Phone maker courts offices\n\nThe maker of phones was drawn into the office, chief"
        " executive Tim Crook said on Tuesday in a talk with Salewave founder Marc Benoff"
        ".\n\nPeople brought their phones to work, Crook said. Crook told Benoff that every"
        ' company had them by now.\n\nHosting Crook at the fair "is our dream," Benoff said'
        ". Crook said he was glad.\n"
    ),
    "s06": (
        "Prince criticised after interview\n\nThe prince stayed with the convicted man Ebst"
        "ein in the city in the early 2000s, and visited Ebstein again in 2010.\n\nHis frie"
        "ndship with the offender Joel Ebstein is under investigation. Ebstein died in Au"
        "gust.\n"
    ),
    "s08": (
        "Manager is unhappy with his partner\n\nSkip Brauner is said to be unhappy with the"
        " way his business partner Sean Borchert has handled the quarrel with a singer, a"
        'ccording to a magazine.\n\n"Skip is tired of it because his name is dragged throug'
        'h the mud," an insider said. "He does not run Big Machinery."\n'
    ),
    "s10": (
        "Games move to the cloud\n\nChris Erling, a vice president at Ubisonic, is glad abo"
        "ut the new platform. It brings more players, and Ubisonic sees its games as made"
        ' for it.\n\n"Our aim is to make the best game and bring it to people," he says. "S'
        'treaming works or it does not," says Erling.\n'
    ),
    "s15": (
        "Bridge opens after nine years\n\nMarta Kolb and Jan Ortega at the harbour in Berge"
        "n on Sunday. Image: Petra Vance.\n\nThe bridge opened on Sunday, Ortega said. It h"
        "ad cost twice what was planned, and the city will pay for it until 2040.\n"
    ),
    "s16": (
        "Minister defends sale\n\nJan Ortega, the minister, sold the port in May. His siste"
        "r, Ana Ortega, runs the yard. Ortega denied that she had known. Ortega said the "
        "price was fair.\n\nLast year Jan Ortega opened the second yard. Ortega will answer"
        " questions on Friday, and Ortega's office sent a letter.\n"
    ),
    "s17": (
        "Auditor warns of gap\n\nHelga Strand, the auditor, warned the council about the bu"
        "dget on Monday evening. Strand said that two million were missing.\n\nThe mayor th"
        "anked Strand. Near Bangor, Maine, the second audit began; Malawi and Lisbon had "
        "sent observers.\n"
    ),
}
# A count of names, a type, or None for what is no actor.
HOLDS = {
    "012": {"María Fernanda Gómez Ortega": 4, "Luis Peña Rojas": 2},
    "017": {"Nadia Rahimi": 4},
    "018": {"Erik Halvorsen": 3, "Tacoma": 2},
    "021": {"Judith Barlow": 5, "Judith Keating": None},
    "032": {"Denise Washington": 2},
    "035": {"Valerie Brandt": 2, "Tom Ruiz": 2, "M.S.": None, "FACP": None},
    "103": {"Bill Colton": 3, "Hilda Colton": 3, "Coltons": None},
    "113": {"Jonas Keller": 3, "Samir Abadi": 2, "Erik Lund": 2},
    "044": {"Nina Castell": 2, "Ruth Castell": 3},
    "109": {"Helga Strand": 5, "Owen Tait": 2},
    "111": {"Sammy Ortega Jr.": 2},
    "132": {"Karin Ek": 3, "Olof Dahl": 2},
    "133": {"Rosa Field": 4, "Max Law": 4},
    "126": {"Igor Belov": 3, "Anna Kruse": 1},
    "124": {"Ana Juric": 1, "EPA": None},
    "006": {"Macallan": 2, "Priya Nandra": 1, "Labour": "organisation"},
    "023": {"Margarethe": 1, "Clement": 1},
    "026": {"NFTD": 5},
    "110": {"Omar Haddad": 1},
    "s05": {"Tim Crook": 5, "Hosting Crook": None},
    "s06": {"Joel Ebstein": 4},
    "s08": {"Skip Brauner": 2},
    "s15": {"Marta Kolb": 1, "Jan Ortega": 2, "Petra Vance": None},
    "s16": {"Jan Ortega": 6, "Ana Ortega": 1},
    "s10": {"Chris Erling": 2, "Ubisonic": 2},
    "s17": {
        "Malawi": "place",
        "Bangor": "place",
        "Maine": "place",
        "Lisbon": "place",
    },
    "029": {"Beatles": "organisation", "Quarrymen": "organisation", "Gordon Pike": 2},
    "045": {"Lumora": "organisation"},
    "047": {"God Bless": None, "Spring": None, "Marta Delgado": 3},
    "086": {"Syria": "place", "Palestine": "place", "Mali": "place"},
    "099": {
        "Bangalore": "place",
        "Rotterdam": "place",
        "Lisbon": "place",
        "Malawi": "place",
        "Corda": "organisation",
    },
    "100": {"Brexit": "other", "I.Q.": None, "Molenbeek": "place"},
    "101": {"Kalashnikov": "thing", "Leopard 2": "thing", "F-16": "thing"},
}
FAILS = {
    "100": (
        {"Android": "thing"},
        "“she” is linked to Android, which makes it a person",
    ),
}

CASES = [
    *HOLDS.items(),
    *(
        pytest.param(key, facts, marks=pytest.mark.xfail(strict=True, reason=why))
        for key, (facts, why) in FAILS.items()
    ),
]


@pytest.mark.parametrize(("key", "expected"), CASES)
def test_who_is_named_and_how_often(nlp, key, expected):
    article = read_text(TEXTS[key], Reading(force=True), name="a")
    cast = find_actors(article, *annotate_article(article, nlp))
    counts = {actor.name: actor.names for actor in cast.actors}
    types = {actor.name: actor.type for actor in cast.actors}
    found = {
        name: (types if isinstance(fact, str) else counts).get(name)
        for name, fact in expected.items()
    }
    assert found == expected
