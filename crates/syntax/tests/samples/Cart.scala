package shop.cart

import shop.money.Price
import shop.rates.{Rate, Table as Rates}
import scala.collection.mutable._

object Limits {
  val Rate = 2
}

trait Shelf {
  def take(name: String): Option[Item]
}

case class Item(name: String, price: Int = 0)

class Cart[T <: Item](items: Seq[T]) extends Shelf with Serializable {
  private var count: Int = items.size

  override def take(name: String): Option[Item] = items.find(_.name == name)

  def total: Int = {
    def weigh(item: Item): Int = Price.half(item.price * Limits.Rate)
    items.map(weigh).sum
  }
}

object Cart {
  implicit val order: Ordering[Item] = Ordering.by(_.price)
  def load(path: String): Cart[Item] = path match {
    case s if s.isEmpty => new Cart(Nil)
    case _ => new Cart(for (line <- Rates.read(path)) yield Item(line, s"$path".length))
  }
}

enum Mode:
  case Open, Closed
