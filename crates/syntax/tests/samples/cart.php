<?php

declare(strict_types=1);

namespace Shop\Carts;

use Shop\Money\Price;
use Shop\Rates\{Rate, Table as Rates};
use function Shop\Money\half;

require_once 'vendor/autoload.php';

const LIMIT = 3;

interface Shelf
{
    public function take(string $name): ?Item;
}

#[Entity]
final class Cart implements Shelf
{
    private const RATE = 2;

    public function __construct(private array $items = [])
    {
    }

    public function take(string $name): ?Item
    {
        return $this->items[$name] ?? null;
    }

    public static function total(Cart $cart): int
    {
        $weigh = fn (Item $item) => half($item->price * self::RATE);
        return array_sum(array_map($weigh, $cart?->items));
    }
}

trait Counts
{
    abstract function count(): int;
}

enum Mode: string
{
    case Open = 'open';
}

function load(string $path): Cart
{
    return new Cart(Rates::read(\json_decode(file_get_contents($path))));
}
