import { z } from "zod";

// Must be imported before any schema is made: zod would try to compile one with `new Function`, which our
// content security policy forbids and reports.
z.config({ jitless: true });
