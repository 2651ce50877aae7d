/** Finds sentences in source text: string literals that say something in Chinese, outside declarations. */
import ts from 'typescript';

export interface Sentence {
  line: number;
  /** A template as it is written. */
  text: string;
}

const chinese = /\p{Script=Han}/u;

/** Says that something is not, or cannot be. */
const denies = (text: string): boolean => /没|不|无|未|缺|误|勿|只能|请先/u.test(text);

/** The word for a thing is no sentence: the name of a sheet, what is counted, what is typed. */
const isWord = (text: string): boolean => /^\p{Script=Han}{1,4}$/u.test(text) && !denies(text);

/** What is fixed in a template. */
const fixedIn = (node: ts.TemplateExpression): string =>
  [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('');

/** Calls whose texts declare: what a command or job is, its arguments by name, the command line of commander. */
const declaring = new Set(['defineCommand', 'defineIssueCommand', 'defineJob']);
const declared = new Set(['name', 'aliases', 'summary', 'examples', 'steps', 'args']);
const labelling = new Set(['words', 'verbatim', 'unitsInRow']);
const describing = new Set(['description', 'argument', 'option', 'showHelpAfterError']);

/** It is read as a list of what there is, or compared with what was typed; nobody is told it. */
function isDeclaration(node: ts.Node): boolean {
  let property: string | null = null;
  for (let at = node; at.parent !== undefined; at = at.parent) {
    const { parent } = at;
    if (ts.isLiteralTypeNode(parent) || ts.isCaseClause(parent)) return at === node;
    if (ts.isBinaryExpression(parent) && at === node && parent.operatorToken.getText().startsWith('==')) return true;
    if (ts.isPropertyAssignment(parent) && parent.initializer === at) {
      property = parent.name.getText();
      if (property === 'label') return at === node;
    }
    // What a handler says is no declaration of it.
    if (ts.isFunctionLike(at)) property = null;
    if (!ts.isCallExpression(parent) || at === parent.expression) continue;
    const called = parent.expression;
    if (ts.isPropertyAccessExpression(called) && describing.has(called.name.text)) return true;
    if (!ts.isIdentifier(called)) continue;
    if (labelling.has(called.text)) return at === node;
    if (declaring.has(called.text)) return property !== null && declared.has(property);
  }
  return false;
}

/** Each template once, whole. */
export function sentencesIn(source: string): Sentence[] {
  const parsed = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
  const found: Sentence[] = [];
  const note = (node: ts.Node, fixed: string, text: string): void => {
    if (!chinese.test(fixed) || isWord(fixed) || isDeclaration(node)) return;
    found.push({ line: parsed.getLineAndCharacterOfPosition(node.getStart()).line + 1, text });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) note(node, node.text, node.text);
    if (ts.isTemplateExpression(node)) note(node, fixedIn(node), node.getText());
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}
