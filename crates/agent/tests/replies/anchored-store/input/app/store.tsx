import { useEffect, useState } from "react";

type Props = { name: string; load: (name: string) => Promise<string[]> };

export function useItems({ name, load }: Props) {
  const [items, setItems] = useState<string[]>([]);
  const [error, setError] = useState<Error | null>(null);

  useEffect(() => {
    load(name).then(setItems).catch(setError);
  }, []);

  return { items, error };
}

export function List(props: Props) {
  const { items, error } = useItems(props);
  if (error) {
    return <p role="alert">{error.message}</p>;
  }
  return (
    <ul>
      {items.map((item) => (
        <li>{item}</li>
      ))}
    </ul>
  );
}
