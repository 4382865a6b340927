import { Link, useRoute } from 'wouter';
import { commonTexts } from '../texts/en/common.ts';
import classes from './navigation.module.css';
import { type Place, places } from './places.ts';

export function Navigation() {
  return (
    <nav aria-label={commonTexts.navigation} className={classes.navigation}>
      <ul className={classes.list}>
        {places.map((place) => (
          <li key={place.path}>
            <PlaceLink place={place} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function PlaceLink({ place: { path, title, icon: Icon } }: { readonly place: Place }) {
  const [isHere] = useRoute(path);
  return (
    <Link href={path} className={classes.link ?? ''} aria-current={isHere ? 'page' : undefined}>
      <Icon size={18} aria-hidden />
      <span>{title}</span>
    </Link>
  );
}
