local money = require("shop.money")
local rates = require 'shop.rates'

local RATE = 2

local Cart = {}
Cart.__index = Cart

local function weigh(item)
  return money.half(item.price * RATE)
end

function Cart.new(items)
  return setmetatable({ items = items or {} }, Cart)
end

function Cart:total()
  local sum = 0
  for _, item in ipairs(self.items) do
    sum = sum + weigh(item)
  end
  return sum
end

Cart.load = function(path)
  return Cart.new(rates.read(path):lines())
end

function main(...)
  print(Cart.load(...):total() ~= 0, #arg)
end

return Cart
