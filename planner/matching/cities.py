"""Large cities of Austria, Germany and Switzerland, where branches sit, in the first spelling."""

CITIES = frozenset(
    (
        *("wien", "graz", "linz", "salzburg", "innsbruck", "klagenfurt", "villach", "wels"),
        *("dornbirn", "steyr", "bregenz", "eisenstadt", "leoben", "krems"),
        *("berlin", "hamburg", "muenchen", "koeln", "frankfurt", "stuttgart", "duesseldorf"),
        *("leipzig", "dortmund", "essen", "bremen", "dresden", "hannover", "nuernberg", "duisburg"),
        *("bochum", "wuppertal", "bielefeld", "bonn", "muenster", "mannheim", "karlsruhe"),
        *("augsburg", "wiesbaden", "kiel", "magdeburg", "mainz", "erfurt", "rostock", "kassel"),
        *("freiburg", "potsdam", "regensburg", "ulm", "wuerzburg", "chemnitz", "aachen"),
        *("zuerich", "genf", "basel", "bern", "lausanne", "winterthur", "luzern", "sanktgallen"),
    )
)
