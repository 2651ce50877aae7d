/** The parts a message goes out in on one platform, and what becomes of a part the platform will not take. */
import type { ImageSegment } from '../domain/message.ts';
import type { Shape } from '../domain/parcel.ts';
import type { ChatLimits, SendableSegment } from './port.ts';
import { sizeOf, splitMessage, standsAlone } from './split.ts';

/** Said before a part that may have arrived already. */
const REPEATED = '（补发，若已收到请忽略）';
/** Said before a part that was swallowed, so that it is not the same message. */
const AGAIN = '（重发）';

/**
 * Parts in the order they go out; each leaves room for what `dressed` may put before it. A picture or file the platform
 * does not take goes out as its fallback. Under another shape the parts before the first that differs stay the same, so
 * that the count of those that are out stays right.
 */
export function partsOf(segments: readonly SendableSegment[], limits: ChatLimits, shape: Shape): SendableSegment[][] {
  // Between two chunks there is a boundary, also where what stood alone has become words.
  const chunks: SendableSegment[][] = [[]];
  let afterWords = false;
  segments.forEach((segment, place) => {
    const forms = formsOf(segment, limits);
    const form = formIn(forms, shape, place);
    if (forms.flat().some((one) => standsAlone(one, limits))) {
      chunks.push([...form], []);
      afterWords = false;
      return;
    }
    const isWords = isMedia(segment) && form.every((one) => one.type === 'text');
    const chunk = chunks.at(-1) ?? [];
    chunk.push(...(chunk.length > 0 && (isWords || afterWords) ? onNewLine(form) : form));
    afterWords = isWords;
  });
  const marks = sizeOf(AGAIN + REPEATED, limits.unit);
  return chunks.flatMap((chunk) => splitMessage(chunk, { ...limits, text: limits.text - marks }));
}

/** The shape in which the pictures and files of a part have fallen back once more; null where they cannot. */
export function fallBack(
  part: readonly SendableSegment[],
  segments: readonly SendableSegment[],
  limits: ChatLimits,
  shape: Shape,
): Shape | null {
  const places = segments.flatMap((segment, place) => {
    const forms = formsOf(segment, limits);
    const form = formIn(forms, shape, place);
    return form !== forms.at(-1) && form.some((one) => part.includes(one)) ? [place] : [];
  });
  return places.length === 0 ? null : { ...shape, fallbacks: [...shape.fallbacks, ...places] };
}

/**
 * A part as it is sent: mentions as names where the shape says so, marked where it is not the first of its kind, and
 * without what might have gone in its place.
 */
export function dressed(
  part: readonly SendableSegment[],
  limits: ChatLimits,
  { plain, again }: Shape,
  repeated: boolean,
): SendableSegment[] {
  const mark = (again ? AGAIN : '') + (repeated ? REPEATED : '');
  const sent = part.map((one): SendableSegment => {
    if (one.type === 'file') return { type: 'file', name: one.name, data: one.data };
    return plain && one.type === 'at' ? { type: 'text', text: `@${one.name} ` } : one;
  });
  return mark === '' || isAlone(part, limits) ? sent : [{ type: 'text', text: mark }, ...sent];
}

/** What is said before a picture or file of its own that may have arrived already: it carries no words itself. */
export const announcement = (
  part: readonly SendableSegment[],
  limits: ChatLimits,
  repeated: boolean,
): SendableSegment[] | null =>
  repeated && isAlone(part, limits) ? [{ type: 'text', text: `下一条${REPEATED}` }] : null;

const isAlone = (part: readonly SendableSegment[], limits: ChatLimits): boolean =>
  part.some((one) => standsAlone(one, limits));

export const isMedia = (segment: SendableSegment): boolean => segment.type === 'image' || segment.type === 'file';

/** What can stand for a segment on a platform, best first, words last. */
function formsOf(segment: SendableSegment, limits: ChatLimits): readonly (readonly SendableSegment[])[] {
  switch (segment.type) {
    case 'image':
      return takesPicture(segment, limits) ? [[segment], words(segment)] : [words(segment)];
    case 'file': {
      const fallback = segment.fallback ?? [
        { type: 'text' as const, text: `（文件“${segment.name}”发不到这里，请向双访办索取）` },
      ];
      const takesFile = limits.fileBytes !== null && bytesOf(segment.data) <= limits.fileBytes;
      const hasPicture = fallback.some((one) => one.type === 'image' && takesPicture(one, limits));
      return [
        ...(takesFile ? [[segment]] : []),
        ...(hasPicture ? [fallback.flatMap((one) => formsOf(one, limits)[0] ?? [])] : []),
        fallback.flatMap((one) => formsOf(one, limits).at(-1) ?? []),
      ];
    }
    default:
      return [[segment]];
  }
}

/** The form a segment has now: one further for each time it was refused. */
const formIn = (
  forms: readonly (readonly SendableSegment[])[],
  shape: Shape,
  place: number,
): readonly SendableSegment[] => {
  const refused = shape.fallbacks.filter((one) => one === place).length;
  return forms[Math.min(refused, forms.length - 1)] ?? [];
};

const takesPicture = (picture: ImageSegment, limits: ChatLimits): boolean =>
  limits.images !== 'none' && bytesOf(picture.data) <= limits.imageBytes;

const words = ({ alt, name }: ImageSegment): SendableSegment[] => [{ type: 'text', text: alt || `[图片：${name}]` }];

/** What base64 text stands for. */
const bytesOf = (data: string): number => Math.floor((data.length * 3) / 4) - (/=*$/.exec(data)?.[0].length ?? 0);

const onNewLine = (form: readonly SendableSegment[]): SendableSegment[] => {
  const [first, ...rest] = form;
  return first?.type === 'text' && !first.text.startsWith('\n')
    ? [{ type: 'text', text: `\n${first.text}` }, ...rest]
    : [...form];
};
