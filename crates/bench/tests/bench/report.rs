//! The tables that are made of results.

use insta::assert_snapshot;
use kinglet_bench::{Claim, Entry, Outcome, Report};

use crate::support::{attempt, entry};

fn results() -> Vec<Entry> {
    vec![
        entry("rust-easy", "m", Outcome::of(attempt(Claim::NotDone, Some(100)), false)),
        entry("c-easy", "m", Outcome::of(attempt(Claim::Done, Some(300)), true)),
        entry("c-hard", "m", Outcome::of(attempt(Claim::Done, Some(500)), false)),
        entry("go-hard", "m", Outcome::Skipped { reason: "go is not installed".to_owned() }),
        // Tried again: what came before does not count any more.
        entry("rust-easy", "m", Outcome::of(attempt(Claim::Done, Some(200)), true)),
    ]
}

#[test]
fn the_tables_tell_what_was_solved_and_what_it_took() {
    assert_snapshot!(Report::new(&results()).markdown(), @"
    # kinglet bench

    Solved: the hidden tests succeed on what was there when the agent ended, or when its time was up. False done: kinglet called it done, and the hidden tests fail; there must be none. Per solved: what all tasks took, those not solved among them, divided by the number of solved ones. Of another agent's prompts, tokens from the cache are not counted. A question mark: the model's server did not tell.

    ## m at http://127.0.0.1:8080, 40 attempts, 1200 s a task, exploring: auto

    Solved 2 of 3, false done 1, in 7 s; 1 skipped.

    Answered by m (http://127.0.0.1:8080).

    | kind | judged | solved | false done | seconds | prompt | cached | generated | prompt per solved | generated per solved |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
    | feature | 3 | 2 | 1 | 7 | 1000 | 500 | 21 | 500 | 10 |
    | all | 3 | 2 | 1 | 7 | 1000 | 500 | 21 | 500 | 10 |

    | language | judged | solved | false done | seconds | prompt | cached | generated | prompt per solved | generated per solved |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
    | c | 2 | 1 | 1 | 4 | 800 | 400 | 14 | 800 | 14 |
    | go | 0 | 0 | 0 | 0 | 0 | 0 | 0 | – | – |
    | rust | 1 | 1 | 0 | 2 | 200 | 100 | 7 | 200 | 7 |
    | all | 3 | 2 | 1 | 7 | 1000 | 500 | 21 | 500 | 10 |

    | difficulty | judged | solved | false done | seconds | prompt | cached | generated | prompt per solved | generated per solved |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
    | easy | 2 | 2 | 0 | 4 | 500 | 250 | 14 | 250 | 7 |
    | hard | 1 | 0 | 1 | 2 | 500 | 250 | 7 | – | – |
    | all | 3 | 2 | 1 | 7 | 1000 | 500 | 21 | 500 | 10 |

    | task | kind | language | difficulty | outcome | said | seconds | of the model | steps | calls | prompt | cached | generated | edits | refused | reverts | kept | repairs | looks | second model |
    | --- | --- | --- | --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
    | c-easy | feature | c | easy | solved | done | 2.2 | 1.5 | 9 | 2 | 300 | 150 | 7 | 2 | 1 | 0 | 0 | 0 | 0 | 0 |
    | c-hard | feature | c | hard | FALSE DONE | done | 2.2 | 1.5 | 9 | 2 | 500 | 250 | 7 | 2 | 1 | 0 | 0 | 0 | 0 | 0 |
    | go-hard | feature | go | hard | skipped |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |
    | rust-easy | feature | rust | easy | solved | done | 2.2 | 1.5 | 9 | 2 | 200 | 100 | 7 | 2 | 1 | 0 | 0 | 0 | 0 | 0 |

    | task | outcome | because |
    | --- | --- | --- |
    | c-hard | FALSE DONE | exit code 1 &lt;b>41 &amp; not 42&lt;/b> |
    | go-hard | skipped | go is not installed |
    ");
}

#[test]
fn models_stand_side_by_side() {
    let mut results = results();
    results.push(entry("c-easy", "*n*", Outcome::of(attempt(Claim::OutOfTime, None), false)));
    let text = Report::new(&results).markdown();
    let (_, beside) = text.split_once("## Side by side").unwrap();
    assert_snapshot!(beside.split_once("##").unwrap().0.trim(), @r"
    | options | judged | solved | false done | seconds | prompt | cached | generated | prompt per solved | generated per solved |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
    | \*n\* at http://127.0.0.1:8080, 40 attempts, 1200 s a task, exploring: auto | 1 | 0 | 0 | 2 | ? | ? | 7 | – | – |
    | m at http://127.0.0.1:8080, 40 attempts, 1200 s a task, exploring: auto | 3 | 2 | 1 | 7 | 1000 | 500 | 21 | 500 | 10 |
    ");
}

#[test]
fn the_page_shows_what_the_tables_say_and_runs_nothing() {
    let page = Report::new(&results()).html();
    assert_snapshot!(page.lines().skip_while(|line| *line != "<body>").take(22).collect::<Vec<_>>().join("\n"), @r#"
    <body>
    <h1>kinglet bench</h1>
    <p>Solved: the hidden tests succeed on what was there when the agent ended, or when its time was up. False done: kinglet called it done, and the hidden tests fail; there must be none. Per solved: what all tasks took, those not solved among them, divided by the number of solved ones. Of another agent's prompts, tokens from the cache are not counted. A question mark: the model's server did not tell.</p>
    <h2>m at http://127.0.0.1:8080, 40 attempts, 1200 s a task, exploring: auto</h2>
    <p>Solved 2 of 3, false done 1, in 7 s; 1 skipped.</p>
    <p>Answered by m (http://127.0.0.1:8080).</p>
    <div><table>
    <thead>
    <tr><th>kind</th><th class="number">judged</th><th class="number">solved</th><th class="number">false done</th><th class="number">seconds</th><th class="number">prompt</th><th class="number">cached</th><th class="number">generated</th><th class="number">prompt per solved</th><th class="number">generated per solved</th></tr>
    </thead>
    <tbody>
    <tr><td>feature</td><td class="number">3</td><td class="number">2</td><td class="number">1</td><td class="number">7</td><td class="number">1000</td><td class="number">500</td><td class="number">21</td><td class="number">500</td><td class="number">10</td></tr>
    <tr><td>all</td><td class="number">3</td><td class="number">2</td><td class="number">1</td><td class="number">7</td><td class="number">1000</td><td class="number">500</td><td class="number">21</td><td class="number">500</td><td class="number">10</td></tr>
    </tbody>
    </table></div>
    <div><table>
    <thead>
    <tr><th>language</th><th class="number">judged</th><th class="number">solved</th><th class="number">false done</th><th class="number">seconds</th><th class="number">prompt</th><th class="number">cached</th><th class="number">generated</th><th class="number">prompt per solved</th><th class="number">generated per solved</th></tr>
    </thead>
    <tbody>
    <tr><td>c</td><td class="number">2</td><td class="number">1</td><td class="number">1</td><td class="number">4</td><td class="number">800</td><td class="number">400</td><td class="number">14</td><td class="number">800</td><td class="number">14</td></tr>
    <tr><td>go</td><td class="number">0</td><td class="number">0</td><td class="number">0</td><td class="number">0</td><td class="number">0</td><td class="number">0</td><td class="number">0</td><td class="number">–</td><td class="number">–</td></tr>
    "#);
    assert!(page.contains("&lt;b&gt;41 &amp; not 42&lt;/b&gt;"), "{page}");
    assert!(!page.contains("<b>") && !page.contains("http-equiv") && !page.contains("<script"));
}
