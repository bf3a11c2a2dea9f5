#include <map>
#include "money.hpp"

using money::Price;

namespace shop {

constexpr int rate = 2;

template <typename T>
class Cart : public Base<T> {
public:
    explicit Cart(std::map<std::string, T> items) : items_(std::move(items)) {}
    ~Cart() override;
    [[nodiscard]] Price total() const noexcept;
    bool operator==(const Cart& other) const = default;

private:
    std::map<std::string, T> items_;
};

struct Item { int price; };

enum class Mode { Open, Closed };

using Items = std::vector<Item>;

template <typename T>
Price Cart<T>::total() const noexcept
{
    auto weigh = [](const auto& item) { return money::half(item.price * rate); };
    Price sum{};
    for (const auto& [name, item] : items_) sum += weigh(item);
    return sum;
}

Item* Shelf::take(const std::string& name) { return items->at(name); }

}  // namespace shop

int main(int argc, char** argv) { return shop::run(argc, argv); }
