using System;
using System.Collections.Generic;
using static Shop.Money.Rounding;
using Json = System.Text.Json;

namespace Shop.Carts;

public interface IShelf
{
    Item? Take(string name);
}

[Serializable]
public sealed class Cart<T> : IShelf where T : Item
{
    private const int Rate = 2;
    private readonly List<T> items = new();

    public event EventHandler? Changed;

    public Cart(IEnumerable<T> items) => this.items.AddRange(items);

    public int Count => items.Count;

    public string Name { get; init; } = "cart";

    public Item? Take(string name)
    {
        Changed?.Invoke(this, EventArgs.Empty);
        return items.Find(item => item.Name == name);
    }

    public async Task<int> TotalAsync()
    {
        int Weigh(Item item) => Half(item.Price * Rate);
        await Task.Yield();
        return items.Sum(Weigh);
    }
}

public record Item(string Name, int Price);

public enum Mode { Open, Closed }

public struct Point { public int X; }

public delegate void Handler(object sender);
