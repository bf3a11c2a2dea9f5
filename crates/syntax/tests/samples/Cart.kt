package shop.cart

import shop.money.Price
import shop.rates.*
import shop.lists.listOf as list

const val RATE = 2

interface Shelf {
    fun take(name: String): Item?
}

data class Item(val name: String, val price: Int = 0)

@Entity
open class Cart<T : Item>(private val items: List<T>) : Shelf {
    val count: Int
        get() = items.size

    init {
        require(items.isNotEmpty()) { "empty" }
    }

    override fun take(name: String): Item? = items.firstOrNull { it.name == name }

    fun total(): Int {
        fun weigh(item: Item) = Price.half(item.price * RATE)
        return items.sumOf { weigh(it) }
    }

    companion object {
        fun load(path: String): Cart<Item> = Cart(list(path)?.items ?: emptyList())
    }
}

object Rates {
    val table = mapOf("a" to 1)
}

enum class Mode { OPEN, CLOSED }

fun String.shout(): String = "${this.uppercase()}!"
