use super::*;

#[test]
fn same() {
    assert_snapshot!(check(Language::Java, "class A {\n  boolean f(String a, String b) {\n    return a == b || b != a || a == null || x.name() == y.name();\n  }\n}\n"), @"
    3 `==` asks whether it is the same object
        return a.equals(b) || b != a || a == null || x.name() == y.name();
    3 `!=` asks whether it is another object
        return a == b || !b.equals(a) || a == null || x.name() == y.name();
    3? `==` asks whether it is the same object
        return a == b || b != a || a == null || x.name().equals(y.name());
    ");
}

#[test]
fn numbers() {
    assert_snapshot!(check(Language::Java, "class A {\n  double f(int a, int b) {\n    double c = a / b;\n    d = (double) (a / b);\n    return a / b;\n  }\n}\n"), @"
    3 the division of whole numbers drops the fraction
        double c = (double) a / b;
    4 the division of whole numbers drops the fraction
        d = (double) a / b;
    5 the division of whole numbers drops the fraction
        return (double) a / b;
    ");
}

#[test]
fn lists() {
    assert_snapshot!(check(Language::Java, "class A {\n  private String text;\n  private final List<String> names;\n  A(List<String> names) {\n    this.names = names;\n  }\n  List<String> names() {\n    text.trim();\n    for (String name : names) names.remove(name);\n    return names;\n  }\n}\n"), @"
    5 who handed `names` over still has it, and both change it
        this.names = new java.util.ArrayList<>(names);
    8 what `trim` returns is dropped, and `text` stays as it is
        text = text.trim();
    9 `names` changes while it is gone through
        for (String name : new java.util.ArrayList<>(names)) names.remove(name);
    10 who calls gets the object's own `names`, and can change it
        return new java.util.ArrayList<>(names);
    ");
}

#[test]
fn last() {
    assert_snapshot!(check(Language::Java, "class A {\n  void f() {\n    for (char c : text) {\n      if (c == ' ') {\n        all.add(word.toString());\n        word.setLength(0);\n      }\n    }\n  }\n}\n"), @"
    8 what was gathered last in `word` is left out
        if (!word.isEmpty()) {
          all.add(word.toString());
    ");
}

#[test]
fn own_value() {
    assert_snapshot!(check(Language::Java, "class A {\n  A(String name) {\n    name = name;\n    ages = new HashMap<>();\n    switch (name) {\n      case \"a\":\n        b();\n      default:\n        text = text.replaceFirst(\"a\", \"b\");\n    }\n  }\n}\n"), @r#"
    3 `name` is given its own value, and the field none
        this.name = name;
    4? the order is chance
        ages = new java.util.LinkedHashMap<>();
    7? the case runs on into the next one
            break;
    9? the case runs on into the next one
            break;
    9? only the first one is replaced
            text = text.replaceAll("a", "b");
    "#);
}

#[test]
fn greatest() {
    assert_snapshot!(check(Language::Java, "class A {\n  void f() {\n    int most = 0;\n    double least = 0;\n    for (int x : xs) if (x > most) most = x;\n  }\n}\n"), @"
    3? the greatest of values below 0 is not 0
        int most = Integer.MIN_VALUE;
    ");
}

#[test]
fn comparisons() {
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int x, String[] a, String[] b) {\n    if (x != 1 || x != 2) k();\n    if (!s.equals(\"a\") || !s.equals(\"b\")) k();\n    if (x == 1 && x == 2) k();\n    if (x < 0 && x > max) k();\n  }\n}\n"), @r#"
    3! `x` is always another than one of the two
        if (x != 1 && x != 2) k();
    4! `s` is always another than one of the two
        if (!s.equals("a") && !s.equals("b")) k();
    5! `x` is never both
        if (x == 1 || x == 2) k();
    6! `x` is never both too small and too great
        if (x < 0 || x > max) k();
    "#);
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int x, String[] a, String[] b) {\n    if (s.compareTo(t) == 1 || s.compareTo(t) == -1) k();\n    xs.sort((p, q) -> (int) (p.price() - q.price()));\n    xs.sort((p, q) -> p.n > q.n ? 1 : 0);\n    if (a.equals(b)) k(a.toString());\n    String t = \"n: \" + s == null ? \"none\" : s;\n  }\n}\n"), @r#"
    3! `compareTo` may return more than 1
        if (s.compareTo(t) > 0 || s.compareTo(t) == -1) k();
    3! `compareTo` may return less than -1
        if (s.compareTo(t) == 1 || s.compareTo(t) < 0) k();
    4 a difference of less than 1 counts as none
        xs.sort((p, q) -> Double.compare(p.price(), q.price()));
    5 what compares never says that something is less
        xs.sort((p, q) -> p.n > q.n ? 1 : p.n < q.n ? -1 : 0);
    6! `equals` asks whether it is the same array
        if (java.util.Arrays.equals(a, b)) k(a.toString());
    6! `toString` says nothing about what is in the array
        if (a.equals(b)) k(java.util.Arrays.toString(a));
    7! `+` binds more than `?`
        String t = "n: " + (s == null ? "none" : s);
    "#);
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int x, String[] a, String[] b) {\n    if (s.indexOf(\"a\") > 0) k();\n    int at = s.indexOf(\"b\");\n    if (at > 0) k();\n    t = s.split(\".\");\n    t = s.split(\"|\", 2);\n    t = s.replaceAll(\".\", \"\");\n  }\n}\n"), @r#"
    3 the first position is 0
        if (s.indexOf("a") >= 0) k();
    5? the first position is 0
        if (at >= 0) k();
    6! "." is a regular expression, in which the sign is not itself
        t = s.split("\\.");
    7! "|" is a regular expression, in which the sign is not itself
        t = s.split("\\|", 2);
    8 "." is a regular expression, in which the sign is not itself
        t = s.replace(".", "");
    "#);
}

#[test]
fn comparisons_that_are_right() {
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int x, String[] a, String[] b) {\n    if (x != 1 || y != 2 || x == 1 && y == 2) k();\n    if (!s.equals(\"a\") && !s.equals(\"b\")) k();\n    if (in.read() == 1 && in.read() == 2) k();\n    xs.sort((p, q) -> (int) (p.timeMillis() - q.timeMillis()));\n    String t = \"n: \" + (s == null ? \"none\" : s);\n    t = s.split(\", \");\n    t = s.replaceAll(\"a+\", \"\");\n    int[] c = {1};\n    if (s.equals(a) || s.equals(s)) k(s.toString());\n  }\n}\n"), @"");
}

#[test]
fn lower_case() {
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int x, String[] a, String[] b) {\n    if (s.toLowerCase().contains(query)) k();\n    if (name.equals(s.toLowerCase(Locale.ROOT))) k();\n    if (item.getName().toLowerCase().startsWith(query.getText())) k();\n    if (s.equals(s.toLowerCase()) || t.toLowerCase().equals(KEY) || names.contains(s.toLowerCase())) k();\n    String wanted = t.toLowerCase();\n    if (s.toLowerCase().equals(wanted)) k();\n  }\n}\n"), @"
    3 `query` may be upper or lower case, too
        if (s.toLowerCase().contains(query.toLowerCase())) k();
    4 `name` may be upper or lower case, too
        if (name.toLowerCase(Locale.ROOT).equals(s.toLowerCase(Locale.ROOT))) k();
    5 `query.getText()` may be upper or lower case, too
        if (item.getName().toLowerCase().startsWith(query.getText().toLowerCase())) k();
    ");
}

#[test]
fn calls_of_itself() {
    assert_snapshot!(check(Language::Java, "class A {\n  int at(int[] xs, int x, int lo, int hi) {\n    if (lo > hi) return -1;\n    int mid = (lo + hi) / 2;\n    if (xs[mid] == x) return mid;\n    if (xs[mid] > x) {\n      at(xs, x, lo, mid - 1);\n    } else {\n      return at(xs, x, mid + 1, hi);\n    }\n    return -1;\n  }\n  Node find(Node node) {\n    if (node.ok) return node;\n    for (Node each : node.all) {\n      find(each);\n    }\n    return null;\n  }\n  boolean has(Node node) {\n    if (node.ok) return true;\n    for (Node each : node.all) has(each);\n    return false;\n  }\n}\n"), @"
    7 what `at` returns is dropped
          return at(xs, x, lo, mid - 1);
    16 what `find` finds is dropped
          var found = find(each);
          if (found != null) return found;
    22 what `has` finds is dropped
        for (Node each : node.all) if (has(each)) return true;
    ");
    assert_snapshot!(check(Language::Java, "class A {\n  int count(Node node) {\n    int n = 1;\n    for (Node each : node.all) {\n      count(each);\n    }\n    return n;\n  }\n  List<Node> all(Node node) {\n    List<Node> out = new ArrayList<>();\n    out.add(node);\n    for (Node each : node.all) {\n      all(each);\n    }\n    return out;\n  }\n}\n"), @"
    5 what `count` counts is dropped
          n += count(each);
    13 what `all` gathers is dropped
          out.addAll(all(each));
    ");
}

#[test]
fn calls_of_itself_that_are_right() {
    assert_snapshot!(check(Language::Java, "class A {\n  void walk(Node node) {\n    for (Node each : node.all) walk(each);\n  }\n  List<Node> all(Node node, List<Node> out) {\n    out.add(node);\n    for (Node each : node.all) {\n      all(each, out);\n    }\n    return out;\n  }\n  boolean add(String x) {\n    if (ok) {\n      list.add(x);\n    }\n    return true;\n  }\n}\n"), @"");
}

#[test]
fn rounds() {
    assert_snapshot!(check(Language::Java, "class A {\n  int total(int[] xs) {\n    int sum = 0;\n    for (int x : xs) {\n      sum += x;\n      return sum;\n    }\n    return 0;\n  }\n  boolean any(int[] xs) {\n    for (int x : xs) {\n      if (x > 1) {\n        return true;\n      }\n      return false;\n    }\n    return false;\n  }\n  boolean all(int[] xs) {\n    for (int i = 0; i < xs.length; i++) {\n      if (xs[i] < 1) {\n        return false;\n      } else {\n        return true;\n      }\n    }\n    return true;\n  }\n}\n"), @"
    6! the first round of the loop is its last
        return sum;
    15! the first round of the loop is its last

    21! the first round of the loop is its last
    ");
    assert_snapshot!(check(Language::Java, "class A {\n  int sum(int[] xs) {\n    int sum = 0;\n    for (int x : xs) {\n      sum = 0;\n      sum += x;\n    }\n    return sum;\n  }\n  List<Integer> some(int[] xs) {\n    for (int x : xs) {\n      out.clear();\n      out.add(x);\n    }\n    return out;\n  }\n}\n"), @"
    5 `sum` begins anew in each round of the loop

    12 `out` begins anew in each round of the loop
    ");
    assert_snapshot!(check(Language::Java, "class A {\n  void f(List<String> ys, int x, String[] a, String[] b) {\n    for (int i = 0; i < a.length - 1; i++) t += a[i];\n    for (int i = 0; i <= ys.size(); i++) t += ys.get(i);\n  }\n}\n"), @"
    3 the last of `a` is left out
        for (int i = 0; i < a.length; i++) t += a[i];
    4! behind the last of `ys` there is none
        for (int i = 0; i < ys.size(); i++) t += ys.get(i);
    ");
}

#[test]
fn rounds_that_are_right() {
    assert_snapshot!(check(Language::Java, "class A {\n  boolean any(int[] xs) {\n    for (int x : xs) {\n      if (x == 0) continue;\n      if (x > 1) return true;\n      return false;\n    }\n    return false;\n  }\n  int first(int[] xs) {\n    for (int x : xs) {\n      int y = x + 1;\n      return y;\n    }\n    return 0;\n  }\n  int last(int[] xs) {\n    int sum = 0;\n    for (int x : xs) {\n      sum = 0;\n      use(sum);\n    }\n    return sum;\n  }\n}\n"), @"");
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int x, String[] a, String[] b) {\n    for (int i = 0; i < a.length - 1; i++) if (a[i] == a[i + 1]) k();\n    for (int i = 0; i < b.length - 1; i++) k(b[i]);\n    k(b[b.length - 1]);\n    for (int i = 0; i <= ys.size(); i++) if (i == ys.size() || ys.get(i) > 1) k();\n  }\n}\n"), @"");
}

#[test]
fn fields() {
    assert_snapshot!(check(Language::Java, "class A {\n  A(int width, int height) {\n    this.width = width;\n    this.height = width;\n  }\n  A(int w, int h, boolean x) {\n    width = w;\n    height = w;\n  }\n  A(int width, int height, int area) {\n    this.width = width;\n    this.height = width;\n    this.area = width * height;\n  }\n}\n"), @"
    4! `height` is given the value of `width`
        this.height = height;
    8 two fields are given the value of `w`, and none that of `h`
        height = h;
    ");
    assert_snapshot!(check(Language::Java, "class A {\n  private int score;\n  private int best = 0;\n  private int nextId = 1;\n  private int lives = 3;\n  private final List<String> words = new ArrayList<>();\n  private boolean over = false;\n  private boolean verbose = false;\n  void hit(String w) {\n    score += 1;\n    best++;\n    nextId++;\n    lives--;\n    words.add(w);\n    over = true;\n    verbose = true;\n  }\n  void reset() {\n    counts.clear();\n  }\n  void restart() {\n    reset();\n    counts.clear();\n  }\n}\n"), @"
    19 `reset` leaves `lives` as it is
        lives = 3;
    19 `reset` leaves `score` as it is
        score = 0;
    19 `reset` leaves `words` as it is
        words.clear();
    19 `reset` leaves `over` as it is
        over = false;
    ");
    assert_snapshot!(check(Language::Java, "class A {\n  private static List<String> names = new ArrayList<>();\n  private static final Map<String, Integer> ages = new HashMap<>();\n  private static int count = 0;\n  private static int nextId = 0;\n  private static final List<String> CODES = new ArrayList<>();\n  A() {}\n}\n"), @"
    2 `names` is shared by all objects of the class
      private List<String> names = new ArrayList<>();
    3? `ages` is shared by all objects of the class
      private final Map<String, Integer> ages = new HashMap<>();
    3? the order is chance
      private static final Map<String, Integer> ages = new java.util.LinkedHashMap<>();
    4? `count` is shared by all objects of the class
      private int count = 0;
    ");
}

#[test]
fn whole_numbers() {
    assert_snapshot!(check(Language::Java, "class A {\n  double f(int done, int all) {\n    int p = done / all * 100;\n    int q = (int) Math.ceil(done / all);\n    double average = done / all;\n    int before = (at - 1) % all;\n    int right = (at - 1 + all) % all;\n    int pages = all / done;\n    int page = all / done;\n    return done / all;\n  }\n  int pageCount() {\n    return items.size() / size;\n  }\n  long product(int a, int b) {\n    return a * b;\n  }\n}\n"), @"
    3 the division of whole numbers drops the fraction
        int p = done * 100 / all;
    4! the division of whole numbers drops the fraction
        int q = (int) Math.ceil((double) done / all);
    5 the division of whole numbers drops the fraction
        double average = (double) done / all;
    6 what remains of a number below 0 is below 0
        int before = Math.floorMod(at - 1, all);
    8 the last one may not be full
        int pages = (all + done - 1) / done;
    10 the division of whole numbers drops the fraction
        return (double) done / all;
    13 the last one may not be full
        return (items.size() + size - 1) / size;
    16? the product of whole numbers may be too great for one
        return (long) a * b;
    ");
    assert_snapshot!(check(Language::Java, "class A {\n  int least(int[] xs) {\n    int least = 0;\n    double lowest = 0;\n    double most = Double.MIN_VALUE;\n    int next = 0;\n    for (int x : xs) {\n      if (x < least) {\n        least = x;\n      }\n      lowest = Math.min(lowest, x);\n      if (x > most) most = x;\n      if (x < next) next = x;\n    }\n    return least;\n  }\n}\n"), @"
    3 no value above 0 is less than 0
        int least = Integer.MAX_VALUE;
    4 no value above 0 is less than 0
        double lowest = Double.MAX_VALUE;
    5! `Double.MIN_VALUE` is the least value above 0
        double most = -Double.MAX_VALUE;
    ");
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int x, String[] a, String[] b) {\n    BigDecimal c = new BigDecimal(0.1);\n    if (c.equals(BigDecimal.ZERO)) k(new BigDecimal(\"0.1\"));\n  }\n}\n"), @r#"
    3! the number that a computer makes of 0.1 is not just that
        BigDecimal c = new BigDecimal("0.1");
    4 `equals` tells 0 and 0.00 apart
        if ((c.compareTo(BigDecimal.ZERO) == 0)) k(new BigDecimal("0.1"));
    "#);
}

#[test]
fn times() {
    assert_snapshot!(check(Language::Java, "class A {\n  void f(int ttlSeconds, long minutes) {\n    x = System.currentTimeMillis() + ttlSeconds;\n    Thread.sleep(delaySeconds);\n    Thread.sleep(delayMinutes);\n    y = now + minutes * 1000;\n    y = now + this.hours * 60 * 1000L;\n    y = now + hours * 1000;\n    right = minutes * 60 * 1000 + hours * 60 * 60 * 1000 + minutes * 1000 * 60;\n  }\n  void g() {\n    a = Duration.ofMillis(ttlSeconds);\n    b = Duration.ofSeconds(getMinutes());\n    c = at.plusMinutes(hours);\n    d = at.minusHours(maxDays);\n    right = Duration.ofMillis(ttlMillis).plusSeconds(seconds);\n    n = Period.between(from, to).getDays();\n  }\n}\n"), @"
    3! `ttlSeconds` is in seconds, where thousandths of a second are asked for
        x = System.currentTimeMillis() + ttlSeconds * 1000L;
    4! `delaySeconds` is in seconds, where thousandths of a second are asked for
        Thread.sleep(delaySeconds * 1000L);
    5! `delayMinutes` is in minutes, where thousandths of a second are asked for
        Thread.sleep(delayMinutes * 60 * 1000L);
    6! a minute has 60,000 thousandths of a second
        y = now + minutes * 60 * 1000;
    7! an hour has 3,600,000 thousandths of a second
        y = now + this.hours * 60 * 60 * 1000L;
    8! an hour has 3,600,000 thousandths of a second
        y = now + hours * 60 * 60 * 1000;
    12! `ttlSeconds` is in seconds
        a = Duration.ofSeconds(ttlSeconds);
    13! `getMinutes()` is in minutes
        b = Duration.ofMinutes(getMinutes());
    14! `hours` is in hours
        c = at.plusHours(hours);
    15! `maxDays` is in days
        d = at.minusDays(maxDays);
    17! the days of a period are what is left over of its months
        n = (int) java.time.temporal.ChronoUnit.DAYS.between(from, to);
    ");
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int x, String[] a, String[] b) {\n    f = DateTimeFormatter.ofPattern(\"YYYY-MM-dd\");\n    f = DateTimeFormatter.ofPattern(\"DD/MM/yyyy\");\n    f = DateTimeFormatter.ofPattern(\"MM/dd/YYYY\");\n    f = DateTimeFormatter.ofPattern(\"dd.mm.yyyy\");\n    f = DateTimeFormatter.ofPattern(\"YYYYMMDD\");\n    f = DateTimeFormatter.ofPattern(\"yyyy-mm\");\n    f = DateTimeFormatter.ofPattern(\"HH:MM\");\n    f = DateTimeFormatter.ofPattern(\"HH:MM:SS\");\n    f = DateTimeFormatter.ofPattern(\"yyyy-MM-dd hh:mm\");\n    f = new SimpleDateFormat(\"YYYY-MM-dd HH:mm:ss\");\n    f = DateTimeFormatter.ofPattern(\"yyyy-MM-dd HH:mm\");\n  }\n}\n"), @r#"
    3! "YYYY-MM-dd" has the wrong letters
        f = DateTimeFormatter.ofPattern("yyyy-MM-dd");
    4! "DD/MM/yyyy" has the wrong letters
        f = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    5! "MM/dd/YYYY" has the wrong letters
        f = DateTimeFormatter.ofPattern("MM/dd/yyyy");
    6! "dd.mm.yyyy" has the wrong letters
        f = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    7! "YYYYMMDD" has the wrong letters
        f = DateTimeFormatter.ofPattern("yyyyMMdd");
    8! "yyyy-mm" has the wrong letters
        f = DateTimeFormatter.ofPattern("yyyy-MM");
    9! "HH:MM" has the wrong letters
        f = DateTimeFormatter.ofPattern("HH:mm");
    10! "HH:MM:SS" has the wrong letters
        f = DateTimeFormatter.ofPattern("HH:mm:ss");
    11! "yyyy-MM-dd hh:mm" has the wrong letters

    12! "YYYY-MM-dd HH:mm:ss" has the wrong letters
        f = new SimpleDateFormat("yyyy-MM-dd HH:mm:ss");
    "#);
}

#[test]
fn what_is_dropped() {
    assert_snapshot!(check(Language::Java, "class A {\n  private BigDecimal sum;\n  private LocalDate day;\n  private List<String> names;\n  private StringBuilder text;\n  void f(String name, Duration time) {\n    day.plusWeeks(1);\n    this.sum.add(price);\n    sum.setScale(2);\n    name.substring(1);\n    time.plus(more);\n    names.add(name);\n    text.replace(0, 1, name);\n  }\n}\n"), @"
    7 what `plusWeeks` returns is dropped, and `day` stays as it is
        day = day.plusWeeks(1);
    8 what `add` returns is dropped, and `this.sum` stays as it is
        this.sum = this.sum.add(price);
    9 what `setScale` returns is dropped, and `sum` stays as it is
        sum = sum.setScale(2);
    10 what `substring` returns is dropped, and `name` stays as it is
        name = name.substring(1);
    11 what `plus` returns is dropped, and `time` stays as it is
        time = time.plus(more);
    ");
}

#[test]
fn maps() {
    assert_snapshot!(check(Language::Java, "class A {\n  private Map<String, Integer> counts = new TreeMap<>();\n  private Map<String, Double> sums = new TreeMap<>();\n  private Map<String, Long> times = new TreeMap<>();\n  private Map<String, List<String>> groups = new TreeMap<>();\n  private Map<String, Integer> known = new TreeMap<>();\n  void f(String k) {\n    counts.put(k, counts.get(k) + 1);\n    sums.put(k, sums.get(k) + 1.5);\n    times.put(k, times.get(k) + 1);\n    groups.get(k).add(k);\n    if (known.containsKey(k)) known.put(k, known.get(k) + 1);\n  }\n  int count(String k) {\n    return counts.get(k);\n  }\n  List<String> part() {\n    return words.subList(0, 3);\n  }\n}\n"), @"
    8 the map has nothing for a new `k`
        counts.put(k, counts.getOrDefault(k, 0) + 1);
    9 the map has nothing for a new `k`
        sums.put(k, sums.getOrDefault(k, 0.0) + 1.5);
    10 the map has nothing for a new `k`
        times.put(k, times.getOrDefault(k, 0L) + 1);
    11 the map has no list for a new `k`
        groups.computeIfAbsent(k, added -> new java.util.ArrayList<>()).add(k);
    15? the map may have nothing for `k`
        return counts.getOrDefault(k, 0);
    18 the part goes on belonging to the list that it is a part of
        return new java.util.ArrayList<>(words.subList(0, 3));
    ");
    assert_snapshot!(check(Language::Java, "class P {\n  private final int x;\n  private final int y;\n  @Override\n  public boolean equals(Object o) {\n    return o instanceof P p && x == p.x && y == p.y;\n  }\n}\n"), @"
    7 what is equal has other hash codes
      public int hashCode() {
        return java.util.Objects.hash(x);
    ");
    assert_snapshot!(check(Language::Java, "class P {\n  private final int x;\n  @Override\n  public boolean equals(Object o) {\n    return o instanceof P p && x == p.x;\n  }\n  @Override\n  public int hashCode() {\n    return x;\n  }\n}\n"), @"");
}

#[test]
fn last_of_groups() {
    assert_snapshot!(check(Language::Java, "class A {\n  List<List<String>> groups(List<String> lines) {\n    List<String> some = new ArrayList<>();\n    for (String line : lines) {\n      if (!line.equals(key)) {\n        key = line;\n        all.add(new ArrayList<>(some));\n        some.clear();\n      }\n      some.add(line);\n    }\n    return all;\n  }\n  List<Section> sections(List<String> lines) {\n    Section part = null;\n    for (String line : lines) {\n      if (line.startsWith(\"[\")) {\n        if (part != null) all.add(part);\n        part = new Section(line);\n      } else {\n        part.add(line);\n      }\n    }\n    return all;\n  }\n  List<Section> parts(List<String> lines) {\n    Section part = new Section();\n    for (int i = 0; i < lines.size(); i++) {\n      if (lines.get(i).isEmpty()) {\n        all.add(part);\n        part = new Section();\n      } else {\n        part.add(lines.get(i));\n      }\n    }\n    return all;\n  }\n}\n"), @"
    11 what was gathered last in `some` is left out
        if (!some.isEmpty()) {
          all.add(new ArrayList<>(some));
    23 what was gathered last in `part` is left out
        if (part != null) all.add(part);
    35 what was gathered last in `part` is left out
        if (part != null) {
          all.add(part);
    ");
    assert_snapshot!(check(Language::Java, "class A {\n  List<String> words(String text) {\n    for (char c : text.toCharArray()) {\n      if (c == ' ') {\n        if (word.length() > 0) {\n          all.add(word.toString());\n        }\n        word.setLength(0);\n      } else {\n        word.append(c);\n      }\n    }\n    return all;\n  }\n  List<List<String>> right(List<String> lines) {\n    for (String line : lines) {\n      if (line.isEmpty()) {\n        all.add(new ArrayList<>(some));\n        n = 1;\n        some.clear();\n      }\n    }\n    return with(all, some);\n  }\n}\n"), @"
    12 what was gathered last in `word` is left out
        if (word.length() > 0) {
          all.add(word.toString());
    ");
}

#[test]
fn what_is_right_is_left_alone() {
    assert_snapshot!(check(Language::Java, "class A {\n  double f(double a, double b) {\n    names.replaceAll(String::trim);\n    return a == 0 ? 1.0 : (double) a / b;\n  }\n}\n"), @"");
}

#[test]
fn what_is_taken_out_while_it_is_gone_through_by_number() {
    assert_snapshot!(check(Language::Java, "class A {\n    void f(List<Job> jobs) {\n        for (int i = 0; i < jobs.size(); i++) {\n            if (jobs.get(i).isDone()) {\n                jobs.remove(i);\n            }\n        }\n        for (int i = 0; i < jobs.size(); i++) {\n            if (jobs.get(i).isDone()) {\n                jobs.remove(i);\n                break;\n            }\n        }\n        for (int i = jobs.size() - 1; i >= 0; i--) {\n            if (jobs.get(i).isDone())\n                jobs.remove(i);\n        }\n    }\n}\n"), @"
    5! the item behind the one that is taken out is skipped
                    jobs.remove(i--);
    ");
}

#[test]
fn what_is_taken_out_of_something_else_is_left_alone() {
    assert_snapshot!(check(Language::Java, "class A {\n    void f(Set<Integer> pending, int[] items) {\n        for (int i = 0; i < items.length; i++) {\n            if (items[i] == 0) {\n                pending.remove(i);\n            }\n        }\n    }\n}\n"), @"");
}

#[test]
fn alternatives_alone() {
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int x) {\n    if (x != 1 || x != 2) k();\n  }\n}\n"), @"
    3! `x` is always another than one of the two
        if (x != 1 && x != 2) k();
    ");
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int x) {\n    if (!\"a\".equals(s) || !\"b\".equals(s)) k();\n  }\n}\n"), @r#"
    3! `s` is always another than one of the two
        if (!"a".equals(s) && !"b".equals(s)) k();
    "#);
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int x) {\n    if (!s.equals(\"a\") || !s.equals(\"b\")) k();\n  }\n}\n"), @r#"
    3! `s` is always another than one of the two
        if (!s.equals("a") && !s.equals("b")) k();
    "#);
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int x) {\n    if (s[x] == 'a' && s[x] == 'b') k();\n  }\n}\n"), @"
    3! `s[x]` is never both
        if (s[x] == 'a' || s[x] == 'b') k();
    ");
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int x) {\n    if (s.equalsIgnoreCase(\"a\") && s.equalsIgnoreCase(\"b\")) k();\n  }\n}\n"), @r#"
    3! `s` is never both
        if (s.equalsIgnoreCase("a") || s.equalsIgnoreCase("b")) k();
    "#);
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int x) {\n    x = System.currentTimeMillis() + ttlSeconds;\n    x = System.currentTimeMillis() - maxMinutes;\n  }\n}\n"), @"
    3! `ttlSeconds` is in seconds, where thousandths of a second are asked for
        x = System.currentTimeMillis() + ttlSeconds * 1000L;
    4! `maxMinutes` is in minutes, where thousandths of a second are asked for
        x = System.currentTimeMillis() - maxMinutes * 60 * 1000L;
    ");
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int x) {\n    Thread.sleep(ttlSeconds);\n    Thread.sleep(minutes);\n  }\n}\n"), @"
    3! `ttlSeconds` is in seconds, where thousandths of a second are asked for
        Thread.sleep(ttlSeconds * 1000L);
    4! `minutes` is in minutes, where thousandths of a second are asked for
        Thread.sleep(minutes * 60 * 1000L);
    ");
    assert_snapshot!(check(Language::Java, "class A {\n  public int compare(P a, P b) {\n    return (int) (a.price() - b.price());\n  }\n}\n"), @"
    3 a difference of less than 1 counts as none
        return Double.compare(a.price(), b.price());
    ");
    assert_snapshot!(check(Language::Java, "class A {\n  public int compareTo(P b) {\n    return n > b.n ? 1 : 0;\n  }\n}\n"), @"
    3 what compares never says that something is less
        return n > b.n ? 1 : n < b.n ? -1 : 0;
    ");
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int x) {\n    xs.sort((p, q) -> p.n > q.n ? 1 : 0);\n  }\n}\n"), @"
    3 what compares never says that something is less
        xs.sort((p, q) -> p.n > q.n ? 1 : p.n < q.n ? -1 : 0);
    ");
}

#[test]
fn regular_expressions() {
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int x) {\n    t = s.split(\"|\");\n    t = s.split(\"*\");\n    t = s.split(\"+\");\n    t = s.split(\"?\");\n    t = s.split(\"$\");\n    t = s.split(\"^\");\n    t = s.split(\"(\");\n    t = s.split(\")\");\n    t = s.split(\"[\");\n    t = s.split(\"{\");\n    t = s.replaceAll(\"*\", \"x\");\n    t = s.replaceAll(\"(\", \"\");\n  }\n}\n"), @r#"
    3! "|" is a regular expression, in which the sign is not itself
        t = s.split("\\|");
    4! "*" is a regular expression, in which the sign is not itself
        t = s.split("\\*");
    5! "+" is a regular expression, in which the sign is not itself
        t = s.split("\\+");
    6! "?" is a regular expression, in which the sign is not itself
        t = s.split("\\?");
    7! "$" is a regular expression, in which the sign is not itself
        t = s.split("\\$");
    8! "^" is a regular expression, in which the sign is not itself
        t = s.split("\\^");
    9! "(" is a regular expression, in which the sign is not itself
        t = s.split("\\(");
    10! ")" is a regular expression, in which the sign is not itself
        t = s.split("\\)");
    11! "[" is a regular expression, in which the sign is not itself
        t = s.split("\\[");
    12! "{" is a regular expression, in which the sign is not itself
        t = s.split("\\{");
    13! "*" is no regular expression
        t = s.replace("*", "x");
    14! "(" is no regular expression
        t = s.replace("(", "");
    "#);
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int x) {\n    t = Pattern.compile(\",\").split(\".\");\n    t = COMMA_PATTERN.split(\"*\");\n    t = s.replaceAll(\"a.b\", \"\");\n    list.replaceAll(String::trim);\n  }\n}\n"), @"");
}

#[test]
fn own_sets_that_change() {
    assert_snapshot!(check(Language::Java, "class A {\n  private final Set<Runnable> listeners = new LinkedHashSet<>();\n  void fire() {\n    for (Runnable each : listeners) each.run();\n  }\n}\n"), @"
    4? what is called may change `listeners` while it is gone through
        for (Runnable each : new java.util.ArrayList<>(listeners)) each.run();
    ");
}

#[test]
fn what_is_right_though_it_looks_wrong() {
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int x) {\n    if (d[o++] == 'P' && d[o++] == 'K') k();\n    if (in.readByte() == 'P' && in.readByte() == 'K') k();\n    if (next() != 1 || next() != 2) k();\n    if ((row >= dragStart && row <= dragEnd) || (row <= dragStart && row >= dragEnd)) k();\n    if (w < b.min && w > a.max) k();\n  }\n}\n"), @"
    6 `row` is never both too small and too great
        if ((row >= dragStart && row <= dragEnd) || (row <= dragStart || row >= dragEnd)) k();
    7 `w` is never both too small and too great
        if (w < b.min || w > a.max) k();
    ");
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int x) {\n    if (rank.compareTo(other) == 1) k();\n  }\n}\nenum Rank { ONE, TWO }\n"), @"");
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int x) {\n    char[] c = s.toCharArray();\n    k(c.toString());\n    boolean same = n == 1 ? a : b;\n  }\n}\n"), @"");
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int x) {\n    xs.removeIf(a -> a.equals(b));\n    String[] a = y();\n    String[] b = y();\n  }\n}\n"), @"");
    assert_snapshot!(check(Language::Java, "class A {\n  void f(List<String> list, Map<Integer, String> map) {\n    for (int i = 0; i < list.size(); i++) {\n      if (list.get(i).isEmpty()) {\n        list.remove(i);\n        list.add(i, \"none\");\n      }\n    }\n    for (int i = 0; i < list.size(); i++) {\n      if (list.get(i).isEmpty()) {\n        list.remove(i);\n        i = i - 1;\n      }\n    }\n    for (int i = 0; i < map.size(); i++) {\n      if (map.get(i) == null) map.remove(i);\n    }\n  }\n}\n"), @"");
    assert_snapshot!(check(Language::Java, "class A {\n  Map<String, String> one(ResultSet rows) {\n    while (rows.next()) {\n      row.put(\"id\", rows.getString(\"id\"));\n      return row;\n    }\n    return null;\n  }\n  int kind(Set<Item> items) {\n    for (Item item : items) {\n      if (item.ok()) return 1;\n      return 2;\n    }\n    return 0;\n  }\n}\n"), @"");
}

#[test]
fn one_too_many_that_is_meant() {
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int[] a) {\n    for (int i = 0; i<=s.length(); i++) {\n      char c = i<s.length() ? s.charAt(i) : 0;\n      k(c);\n    }\n  }\n}\n"), @"");
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int[] a) {\n    for (int i = 0; i <= a.length; i++) {\n      for (int j = i; j < n; j++) k(a[i]);\n    }\n    for (int i = 0; i <= a.length; i += 2) k(a[i]);\n    for (int i = 0; i <= levels.size(); i++) k(levels.get(i));\n  }\n}\n"), @"
    3 behind the last of `a` there is none
        for (int i = 0; i < a.length; i++) {
    6 behind the last of `a` there is none
        for (int i = 0; i < a.length; i += 2) k(a[i]);
    7 behind the last of `levels` there is none
        for (int i = 0; i < levels.size(); i++) k(levels.get(i));
    ");
}

#[test]
fn numbers_that_are_right() {
    assert_snapshot!(check(Language::Java, "class A {\n  private int done, total;\n  int total;\n  void f(String s, int x) {\n    int x = Math.round(done / total);\n  }\n}\n"), @"
    5 the division of whole numbers drops the fraction
        int x = Math.round((float) done / total);
    ");
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int x) {\n    BigDecimal a = new BigDecimal(10.0);\n    BigDecimal b = new BigDecimal(0.25);\n  }\n}\n"), @"");
    assert_snapshot!(check(Language::Java, "class A {\n  static final double EPSILON = Double.MIN_VALUE;\n  void f(String s, int x) {\n    for (double d : all) {\n      if (d > EPSILON) k();\n    }\n  }\n}\n"), @"");
}

#[test]
fn times_that_are_right() {
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int x) {\n    Thread.sleep(milliSeconds);\n    Thread.sleep(TIMEOUT_MILLISECONDS);\n    x = Duration.ofMillis(MAX_MILLISECONDS);\n    x = player.getTime() + seconds;\n    pay = hours * 1000;\n    steps = activeMinutes * 1000;\n  }\n}\n"), @"");
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int x) {\n    Period p = Period.between(from, to);\n    k(p.getYears(), p.getMonths(), Period.between(from, to).getDays());\n  }\n}\n"), @"");
    assert_snapshot!(check(Language::Java, "class A {\n  void f(String s, int x) {\n    k(DateTimeFormatter.ofPattern(\"hh:mm\").format(x) + (x.getHour() < 12 ? \" am\" : \" pm\"));\n    k(DateTimeFormatter.ofPattern(\"yyyy-MM-dd hh:mm\").format(x));\n    k(String.format(\"dd.mm.yyyy\"));\n  }\n}\n"), @"");
}

#[test]
fn fields_that_are_right() {
    assert_snapshot!(check(Language::Java, "class A {\n  void undo(int value, int previous) {\n    this.value = previous;\n  }\n}\n"), @"");
}

#[test]
fn rounded_divisions() {
    let class = |by: &str, line: &str| {
        format!("class A {{\n  int f(List<Integer> xs, {by} by) {{\n    return {line};\n  }}\n}}\n")
    };
    assert_snapshot!(check(Language::Java, &class("int", "(int) Math.ceil(total(xs) / by)")), @"
    3 the division of whole numbers drops the fraction
        return (int) Math.ceil((double) total(xs) / by);
    ");
    assert_snapshot!(check(Language::Java, &class("int", "(int) Math.ceil((a + b) / by)")), @"
    3 the division of whole numbers drops the fraction
        return (int) Math.ceil((double) (a + b) / by);
    ");
    for right in [
        "(int) Math.ceil(total(xs) * 1.0 / by)",
        "(int) Math.ceil((double) total(xs) / by)",
        "(int) Math.ceil(Math.sqrt(a) / by)",
    ] {
        assert_eq!(check(Language::Java, &class("int", right)), "", "{right}");
    }
    assert_eq!(check(Language::Java, &class("double", "(int) Math.ceil(total(xs) / by)")), "");
}

#[test]
fn overlaps() {
    assert_snapshot!(check(Language::Java, "class Span {\n  boolean overlaps(Span other) {\n    return start <= other.start && other.start < end;\n  }\n  static boolean clash(Span a, Span b) {\n    return a.from() <= b.from() && b.from() <= a.to();\n  }\n}\n"), @"
    3 ranges overlap where each begins before the other one ends
        return start < other.end && other.start < end;
    6 ranges overlap where each begins before the other one ends
        return a.from() <= b.to() && b.from() <= a.to();
    ");
    assert_eq!(
        check(
            Language::Java,
            "class Span {\n  boolean overlaps(Span other) {\n    return start < other.end && other.start < end;\n  }\n}\n"
        ),
        ""
    );
}
