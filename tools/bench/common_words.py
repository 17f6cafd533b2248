"""Real words to begin with, the commonest first, and what made-up ones are made of."""

# Small words, in the order of how often they are used.
SMALL = {
    "sv": """
        och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan man
        när år eller nu under efter vid ska skulle där mot sin upp hur alla andra mer också ha få vara blir hon
        ut över än här finns mycket bara kommer detta vad kunde må dem denna då mellan sina några utan vill hela
        varje genom vår mellan många dess innan samt inom kring både därför även bland varför ofta först sedan
        aldrig alltid trots enligt hos utom
    """,
    "en": """
        the of and to in a is that for it as was with be by on not he his but at are this have from which or had
        an they you were there one all we can her has been if more when will would who so no out up what into
        than them its may only other some about time these two could do first any my now such like our over man
        even most after also did many before must through back where much your way well down should because each
        just those how too very under between during while
    """,
}

# How the words of a class end, the plainest first.
ENDINGS = {
    "sv": {
        "en-ar": ("", "en", "ar", "arna", "s", "ens"),
        "en-er": ("", "en", "er", "erna", "s", "ens"),
        "en-or": ("a", "an", "or", "orna", "ans"),
        "ett": ("", "et", "en", "s", "ets"),
        "verb": ("a", "ar", "ade", "at", "ande"),
        "adjective": ("", "a", "t", "are", "ast"),
    },
    "en": {
        "noun": ("", "s"),
        "verb": ("", "s", "ed", "ing"),
        "adjective": ("", "ly", "er", "ness"),
    },
}

# Words with a meaning, without their endings. Every stem may also be part of a compound.
STEMS = {
    "sv": {
        "en-ar": """
            dag tid del väg bil stad sjukdom ungdom barndom tidning förening myndig utbildning forskning lösning
            utredning bedömning ordning övning samling handling kvinn boll park häst vinter storm våg
        """,
        "en-er": """
            risk kommun region person situation organisation information kommunikation familj metod process
            utveckling insats plats text bild sats makt kraft tjänst industri teknik analys strategi princip
            konflikt kultur relation station attityd kvalitet identitet digitalisering integration motivation
            generation institution
        """,
        "en-or": "fråg skol grupp plan människ gat flick kvinn resurs uppgift händels känsl räddning rörels källsaml",
        "ett": """
            brott stöd arbet samhäll liv land hus språk råd möt problem exempel samtal skydd förtroend ansvar
            resultat projekt beslut hot våld krig nät system verktyg område behov barn ljus vatten besked larm
            intyg boend samarbet
        """,
        "verb": """
            arbet tal vis hjälp hindr skap använd utveckl stärk planer öppn svar fråg börj påverk förebygg
            samverk hantér drabb lyssn öv räddar larm minsk ök mät granskar jämför undervis forsk deltag förklar
        """,
        "adjective": """
            trygg ung god stor viktig öppen gemensam social digital lokal stark svår tydlig möjlig vanlig farlig
            psykisk ekonomisk svensk norrländsk frivillig hållbar sårbar långsiktig tillgänglig jämställd
            demokratisk
        """,
    },
    "en": {
        "noun": """
            day year risk safety trust school crime child people community municipality region person group plan
            question service authority conference lecture lesson street city winter storm crisis threat war
            violence network system tool area need water light alarm message family method process society life
            country house language council meeting problem example conversation protection responsibility result
            project decision culture relation research
        """,
        "verb": """
            work show help prevent creat us develop strengthen plann open answer ask start affect prepar handl
            report listen train protect reduc increas measur review compar teach explain learn support talk meet
            build follow
        """,
        "adjective": """
            safe young good large important common social digital local strong hard clear possible usual
            dangerous mental economic public voluntary sustainable vulnerable accessible equal democratic open
            rural northern
        """,
    },
}

# What syllables are made of.
BEGINNINGS = {
    "sv": "b bl br d dr f fl fr g gl gr h j k kl kn kr l m n p pl pr r s sj sk skr sl sm sn sp st str sv t tj tr v",
    "en": "b bl br c ch cl cr d dr f fl fr g gl gr h j l m n p ph pl pr qu r s sh sl sm sp st str sw t th tr v w",
}
MIDDLES = {
    "sv": "a a a e e i i o o u y å ä ä ö",
    "en": "a a e e e i i o o u ai ea ee oa ou",
}
ENDS = {
    "sv": "d g k l ld ll lm m mp n nd ng nk nn p r rd rg rk rm rn rs rt s sk ss st t v",
    "en": "b ck d ft g l ld ll lt m mp n nd ng nk nt p r rd rk rm rn rt sh ss st t x",
}

FIRST_NAMES = """
    Anna Eva Maria Karin Sara Lena Emma Kristina Ingrid Elin Åsa Märta Sofia Ida Hanna Aino Fatima Leila Amina
    Inga Lars Erik Karl Anders Johan Per Nils Olof Jan Mikael Björn Göran Åke Sven Oskar Jussi Ahmed Omar Hassan
    Biret
"""
# The first and the second part of a surname.
SURNAMES = (
    """
        Berg Lind Sjö Ek Ny Sand Holm Norr Söder Öst Väst Hag Dal Ström Fors Björk Gran Hed Lund Ceder Alm Ros
        Stål Silver
    """,
    "ström gren kvist berg qvist lund man mark dahl stedt blad löf stam bäck sten by bom lind fors hed",
)
