require "json"
require_relative 'money'

module Shop
  RATE = 2

  class Cart < Base
    include Enumerable
    attr_reader :items

    def initialize(items = [])
      @items = items
    end

    def each(&block) = @items.each(&block)

    def total
      items.sum { |item| Money.half(item.price * RATE) }
    end

    def empty?
      @items&.empty? || false
    end

    def self.load(path)
      new(JSON.parse(File.read(path)))
    rescue JSON::ParserError => e
      raise ArgumentError, "no cart in #{path}: #{e.message}"
    end

    private

    def <=>(other)
      total <=> other.total
    end
  end

  Line = Struct.new(:name, :count)
end
