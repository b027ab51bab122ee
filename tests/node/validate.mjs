// Reads lines: first the schema, then one [class, document] each; writes for each document whether ajv accepts it.
import { createInterface } from "node:readline";
import Ajv2020 from "ajv/dist/2020.js";

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false, strictTypes: false });
let root;
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  if (root === undefined) {
    root = JSON.parse(line);
    ajv.addSchema(root);
    continue;
  }
  const [name, document] = JSON.parse(line);
  const validate = ajv.getSchema(`${root.$id}#/$defs/${name}`);
  console.log(validate(document));
}
