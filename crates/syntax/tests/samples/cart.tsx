import React from "react";

type Props = { title: string; prices: number[] };

export const Row: React.FC<{ price: number }> = ({ price }) => <li>{price.toFixed(2)}</li>;

export function Cart({ title, prices }: Props): JSX.Element {
  return (
    <section aria-label={title}>
      {prices.map((price) => <Row key={price} price={price} />)}
    </section>
  );
}
