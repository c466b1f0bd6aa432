// The version in package.json: rolldown puts it here when the project is built (.config/rolldown.config.ts).

export const VERSION = process.env.PC_DOCTOR_VERSION ?? '0.0.0-source';
