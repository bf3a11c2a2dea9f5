//! A file of each language, and what is found in it.

#![expect(clippy::unwrap_used, reason = "a helper outside of a test function may fail like the test itself")]

use insta::assert_snapshot;
use kinglet_domain::language::Language;
use kinglet_domain::path::RelPath;
use kinglet_syntax::Source;

/// What is found in a file of `samples/`: its symbols, its imports, and the names that one of the symbols uses.
fn check(file: &str, shown: &str) -> String {
    let path = format!("{}/tests/samples/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let source = Source::parse(Language::of(&RelPath::parse(file).unwrap()).unwrap(), &text);
    assert!(source.errors().is_empty(), "{:?}", source.errors());
    let mut lines = Vec::new();
    for symbol in source.symbols() {
        let head = text[symbol.span.start..symbol.name_end].lines().last().unwrap().trim();
        lines.push(format!("{}-{} {:?} {} | {head}", symbol.first, symbol.last, symbol.kind, symbol.name));
        if symbol.name == shown {
            let names = source.names(symbol.span.clone());
            let names = names.iter().map(|name| match &name.of {
                Some(of) => format!("{of}.{}", name.text),
                None => name.text.clone(),
            });
            lines.push(format!("  uses {}", names.collect::<Vec<_>>().join(" ")));
        }
    }
    for import in source.imports() {
        lines.push(format!("import {} | {}", import.module, &text[import.span]));
    }
    lines.join("\n")
}

#[test]
fn python() {
    assert_snapshot!(check("cart.py", "Cart.total"), @"
    7-7 Constant RATE | RATE
    10-19 Type Cart | class Cart
    14-19 Function Cart.total | def total
      uses property total self int weigh item item item.price RATE sum weigh item item self self.items
    16-17 Function Cart.total.weigh | def weigh
    22-28 Function load | async def load
    import json | json
    import os.path | os.path
    import . | .
    import .money | .money
    ");
}

#[test]
fn rust() {
    assert_snapshot!(check("cart.rs", "Cart.total"), @"
    10-10 Constant RATE | const RATE
    14-16 Type Cart | pub struct Cart
    19-22 Function Cart.total | pub fn total
      uses total Price weigh item T round_half item item.clone .into RATE self.items items.values .map weigh .sum
    26-28 Function Cart.fmt | fn fmt
    31-34 Type Shelf | pub trait Shelf
    32-32 Constant Shelf.ROWS | const ROWS
    39-41 Function tests.adds_up | fn adds_up
    import std::collections::HashMap | collections::HashMap
    import std::fmt | fmt
    import std::fmt::Display | Display
    import crate::money::Price | Price
    import crate::money::round | round
    import super | super
    import rates | rates
    ");
}

#[test]
fn javascript() {
    assert_snapshot!(check("cart.js", "Cart.total"), @r#"
    4-4 Constant path | const path
    6-6 Constant LIMIT | const LIMIT
    8-19 Type Cart | export default class Cart
    11-13 Function Cart.total | get total
      uses total this.#items items.map item round item item.price rates rates.of item .at
    15-18 Function Cart.load | static async load
    21-23 Function each | export function* each
    25-25 Function View | const View
    28-30 Test adds up | it("adds up"
    import ./money.js | ./money.js
    import ../rates | ../rates
    import ./price.js | ./price.js
    import node:path | node:path
    import ./parse.js | ./parse.js
    "#);
}

#[test]
fn typescript() {
    assert_snapshot!(check("cart.ts", "Cart.total"), @"
    4-7 Type Item | export interface Item
    9-9 Type Items | export type Items
    11-11 Type Mode | enum Mode
    13-26 Type Cart | export abstract class Cart
    17-19 Function Cart.constructor | constructor
    21-23 Function Cart.total | total
      uses total T Price rate T Object Object.values this.items .reduce sum item sum item item.price
    28-28 Function load | export const load
    31-31 Function Rates.of | export function of
    import ./money | ./money
    import fs | fs
    ");
}

#[test]
fn tsx() {
    assert_snapshot!(check("cart.tsx", "Cart"), @"
    3-3 Type Props | type Props
    5-5 Function Row | export const Row
    7-13 Function Cart | export function Cart
      uses Cart title prices Props JSX JSX.Element section aria-label title prices prices.map price Row key price price price section
    import react | react
    ");
}

#[test]
fn go() {
    assert_snapshot!(check("cart.go", "Cart.Total"), @"
    10-10 Constant Rate | const Rate
    12-12 Constant ErrEmpty | var ErrEmpty
    14-16 Type Cart | type Cart
    18-20 Type Shelf | type Shelf
    23-28 Function Cart.Total | func (c *Cart[T]) Total
      uses c Cart T Total sum money money.Price _ item c c.items sum money money.Round item Rate sum
    30-33 Function New | func New
    import fmt | fmt
    import example.com/shop/money | example.com/shop/money
    import os | os
    ");
}

#[test]
fn java() {
    assert_snapshot!(check("Cart.java", "Cart.total"), @"
    8-33 Type Cart | public class Cart
    10-10 Constant Cart.RATE | private static final int RATE
    13-15 Function Cart.Cart | public Cart
    17-20 Function Cart.iterator | public Iterator<T> iterator
    22-24 Function Cart.total | public int total
      uses total items items.stream .mapToInt item half item item.price RATE .sum
    26-26 Type Cart.Mode | enum Mode
    26-26 Function Cart.Mode.next | Mode next
    28-32 Type Cart.Line | record Line
    29-31 Function Cart.Line.Line | Line
    35-37 Type Shelf | interface Shelf
    36-36 Function Shelf.take | Item take
    39-39 Type Entity | @interface Entity
    import java.util.List | java.util.List
    import shop.money.Rounding.half | shop.money.Rounding.half
    import shop.rates | shop.rates
    ");
}

#[test]
fn c() {
    assert_snapshot!(check("cart.c", "cart_total"), @"
    4-4 Constant RATE | #define RATE
    5-5 Function HALF | #define HALF
    7-10 Type cart_t | } cart_t
    7-10 Type cart | struct cart
    12-15 Type item | struct item
    17-17 Type mode | enum mode
    19-19 Constant limit | static int limit
    20-20 Constant NAMES | static const char *const NAMES
    24-27 Function cart_at | static struct item *cart_at
    29-36 Function cart_total | int cart_total
      uses cart_total cart_t cart sum i i cart cart.count i sum HALF cart cart.items i .price RATE sum
    import <stdio.h> | <stdio.h>
    import money.h | money.h
    ");
}

#[test]
fn cpp() {
    assert_snapshot!(check("cart.cpp", "Cart.total"), @"
    8-8 Constant rate | constexpr int rate
    10-20 Type Cart | class Cart
    13-13 Function Cart.Cart | explicit Cart
    16-16 Function Cart.operator== | bool operator==
    22-22 Type Item | struct Item
    24-24 Type Mode | enum class Mode
    26-26 Type Items | using Items
    28-35 Function Cart.total | Price Cart<T>::total
      uses T Price Cart T .total weigh item money money.half item item.price rate Price sum name item items_ sum weigh item sum
    37-37 Function Shelf.take | Item* Shelf::take
    41-41 Function main | int main
    import <map> | <map>
    import money.hpp | money.hpp
    ");
}

#[test]
fn csharp() {
    assert_snapshot!(check("Cart.cs", "Cart.Take"), @"
    8-11 Type IShelf | public interface IShelf
    10-10 Function IShelf.Take | Item? Take
    13-39 Type Cart | public sealed class Cart
    16-16 Constant Cart.Rate | private const int Rate
    21-21 Function Cart.Cart | public Cart
    23-23 Function Cart.Count | public int Count
    25-25 Function Cart.Name | public string Name
    27-31 Function Cart.Take | public Item? Take
      uses Item Take name Changed Changed.Invoke EventArgs EventArgs.Empty items items.Find item item.Name name
    33-38 Function Cart.TotalAsync | public async Task<int> TotalAsync
    35-35 Function Cart.TotalAsync.Weigh | int Weigh
    41-41 Type Item | public record Item
    43-43 Type Mode | public enum Mode
    45-45 Type Point | public struct Point
    47-47 Type Handler | public delegate void Handler
    import System | System
    import System.Collections.Generic | System.Collections.Generic
    import Shop.Money.Rounding | Shop.Money.Rounding
    import System.Text.Json | System.Text.Json
    ");
}

#[test]
fn ruby() {
    assert_snapshot!(check("cart.rb", "Shop.Cart.total"), @"
    4-39 Type Shop | module Shop
    5-5 Constant Shop.RATE | RATE
    7-36 Type Shop.Cart | class Cart
    11-13 Function Shop.Cart.initialize | def initialize
    15-15 Function Shop.Cart.each | def each
    17-19 Function Shop.Cart.total | def total
      uses total items items.sum item Money Money.half item item.price RATE
    21-23 Function Shop.Cart.empty? | def empty?
    25-29 Function Shop.Cart.load | def self.load
    33-35 Function Shop.Cart.<=> | def <=>
    38-38 Constant Shop.Line | Line
    import json | json
    import money | money
    ");
}

#[test]
fn php() {
    assert_snapshot!(check("cart.php", "Cart.total"), @r"
    13-13 Constant LIMIT | const LIMIT
    15-18 Type Shelf | interface Shelf
    17-17 Function Shelf.take | public function take
    20-39 Type Cart | final class Cart
    23-23 Constant Cart.RATE | private const RATE
    25-27 Function Cart.__construct | public function __construct
    29-32 Function Cart.take | public function take
    34-38 Function Cart.total | public static function total
      uses total Cart cart weigh Item item half item item.price self.RATE array_sum array_map weigh cart cart.items
    41-44 Type Counts | trait Counts
    43-43 Function Counts.count | abstract function count
    46-49 Type Mode | enum Mode
    51-54 Function load | function load
    import Shop\Money\Price | Shop\Money\Price
    import Shop\Rates\Rate | Rate
    import Shop\Rates\Table | Table
    import Shop\Money\half | Shop\Money\half
    import vendor/autoload.php | vendor/autoload.php
    ");
}

#[test]
fn bash() {
    assert_snapshot!(check("cart.sh", "total"), @"
    7-7 Constant RATE | readonly RATE
    8-8 Constant limit | limit
    10-16 Function total | total
      uses total sum item sum sum half item RATE echo sum 0
    18-26 Function load | function load
    import ./money.sh | ./money.sh
    import lib/rates.sh | lib/rates.sh
    ");
}

#[test]
fn kotlin() {
    assert_snapshot!(check("Cart.kt", "Cart.total"), @"
    7-7 Constant RATE | const val RATE
    9-11 Type Shelf | interface Shelf
    10-10 Function Shelf.take | fun take
    13-13 Type Item | data class Item
    15-34 Type Cart | open class Cart
    17-18 Function Cart.count | val count
    24-24 Function Cart.take | override fun take
    26-29 Function Cart.total | fun total
      uses total Int weigh item Item Price Price.half item item.price RATE items items.sumOf weigh it
    27-27 Function Cart.total.weigh | fun weigh
    32-32 Function Cart.load | fun load
    36-38 Type Rates | object Rates
    37-37 Constant Rates.table | val table
    40-40 Type Mode | enum class Mode
    42-42 Function shout | fun String.shout
    import shop.money.Price | shop.money.Price
    import shop.rates | shop.rates
    import shop.lists.listOf | shop.lists.listOf
    ");
}

#[test]
fn swift() {
    assert_snapshot!(check("Cart.swift", "Cart.total"), @"
    4-4 Constant rate | let rate
    6-8 Type Shelf | protocol Shelf
    7-7 Function Shelf.take | func take
    10-13 Type Item | struct Item
    15-36 Type Cart | final class Cart
    19-21 Function Cart.init | init
    23-23 Function Cart.deinit | deinit
    25-25 Function Cart.count | var count
    27-30 Function Cart.take | func take
    32-35 Function Cart.total | static func total
      uses total of cart Cart Int weigh _ item Item Int Money Money.half item item.price rate cart cart.items items.map weigh .reduce
    33-33 Function Cart.total.weigh | func weigh
    39-39 Function Cart.== | static func ==
    42-44 Type Mode | enum Mode
    46-46 Function load | func load
    import Foundation | Foundation
    import Shop.Money | Shop.Money
    ");
}

#[test]
fn scala() {
    assert_snapshot!(check("Cart.scala", "Cart.total"), @"
    7-9 Type Limits | object Limits
    8-8 Constant Limits.Rate | val Rate
    11-13 Type Shelf | trait Shelf
    12-12 Function Shelf.take | def take
    15-15 Type Item | case class Item
    17-26 Type Cart | class Cart
    20-20 Function Cart.take | override def take
    22-25 Function Cart.total | def total
      uses total Int weigh item Item Int Price Price.half item item.price * Limits Limits.Rate items items.map weigh .sum
    23-23 Function Cart.total.weigh | def weigh
    28-34 Type Cart | object Cart
    29-29 Constant Cart.order | implicit val order
    30-33 Function Cart.load | def load
    36-37 Type Mode | enum Mode
    import shop.rates.Rate | Rate
    import shop.rates.Table | Table
    ");
}

#[test]
fn lua() {
    assert_snapshot!(check("cart.lua", "Cart.load"), @"
    1-1 Constant money | local money
    2-2 Constant rates | local rates
    4-4 Constant RATE | local RATE
    6-6 Constant Cart | local Cart
    9-11 Function weigh | local function weigh
    13-15 Function Cart.new | function Cart.new
    17-23 Function Cart.total | function Cart:total
    25-27 Function Cart.load | Cart.load
      uses Cart Cart.load path Cart Cart.new rates rates.read path .lines
    29-31 Function main | function main
    import shop.money | shop.money
    import shop.rates | shop.rates
    ");
}

#[test]
fn json() {
    assert_snapshot!(check("cart.json", ""), @r#"
    2-2 Constant name | "name
    3-3 Constant rate | "rate
    4-4 Constant items | "items
    5-5 Constant nested | "nested
    "#);
}

#[test]
fn yaml() {
    assert_snapshot!(check("cart.yaml", ""), @r#"
    2-2 Constant name | name
    3-3 Constant rate | "rate"
    4-8 Constant items | items
    9-11 Constant text | text
    12-13 Constant nested | nested
    "#);
}

#[test]
fn toml() {
    assert_snapshot!(check("cart.toml", ""), @"
    1-1 Constant name | name
    2-2 Constant rate | rate
    4-7 Constant package | [package
    8-10 Constant package.metadata | [package.metadata
    11-12 Constant items | [[items
    ");
}

#[test]
fn html() {
    assert_snapshot!(check("cart.html", ""), @"");
}

#[test]
fn css() {
    assert_snapshot!(check("cart.css", ""), @"
    3-5 Constant :root | :root
    7-11 Constant .cart > li:nth-child(2n + 1)::before | .cart > li:nth-child(2n + 1)::before
    import base.css | base.css
    ");
}
