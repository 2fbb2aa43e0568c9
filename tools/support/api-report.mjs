import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { root } from './run-tool.mjs';

/** Subpath of the package → its declarations in `dist/types`. */
const ENTRY_POINTS = {
  'xo-rtm': 'index',
  'xo-rtm.widget': 'widget/index',
  'xo-rtm.attachments': 'attachments/index',
  'xo-rtm.templates': 'templates/index',
  'xo-rtm.react': 'react/index',
  'xo-rtm.server': 'server/index',
  'xo-rtm.admin': 'admin/index',
  'xo-rtm.emulator': 'emulator/index',
};

/**
 * Describes the public API of every subpath in `api/<subpath>.api.md`, so that reviewers see each change of it.
 *
 * @param {{ write: boolean }} options write: updates the files in `api/`; otherwise they are only compared
 * @returns {string[]} names of the reports that differ from the declarations in `dist/types`
 */
export function runApiReports({ write }) {
  mkdirSync(resolve(root, 'test-results/api'), { recursive: true });
  mkdirSync(resolve(root, 'api'), { recursive: true });
  const configs = Object.entries(ENTRY_POINTS).map(([name, entry]) => prepareConfig(name, entry));
  const [first] = configs;
  if (!first) return [];
  // One TypeScript program for all of them: parsing the declarations takes most of the time.
  const compilerState = CompilerState.create(first, {
    additionalEntryPoints: configs.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath),
  });
  return configs
    .filter((config) => {
      const { apiReportChanged } = Extractor.invoke(config, {
        localBuild: write,
        compilerState,
        messageCallback: (message) => {
          message.handled = message.logLevel !== ExtractorLogLevel.Error;
        },
      });
      return apiReportChanged;
    })
    .map(({ reportFilePath }) => reportFilePath.slice(resolve(root, 'api').length + 1));
}

function prepareConfig(/** @type {string} */ name, /** @type {string} */ entry) {
  const report = /** @type {const} */ ({ logLevel: 'warning', addToApiReportFile: true });
  const silent = /** @type {const} */ ({ logLevel: 'none' });
  return ExtractorConfig.prepare({
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: `<projectFolder>/dist/types/${entry}.d.ts`,
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            module: 'nodenext',
            moduleResolution: 'nodenext',
            target: 'es2022',
            lib: ['es2022', 'dom', 'dom.iterable', 'esnext.disposable'],
            strict: true,
            skipLibCheck: true,
            types: ['node'],
          },
          include: ['dist/types/**/*.d.ts'],
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: `${name}.api.md`,
        reportFolder: '<projectFolder>/api/',
        reportTempFolder: '<projectFolder>/test-results/api/',
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: 'error' } },
        extractorMessageReporting: { default: silent, 'ae-forgotten-export': report },
        tsdocMessageReporting: { default: silent },
      },
      newlineKind: 'lf',
    },
    configObjectFullPath: resolve(root, 'api-extractor.json'),
    packageJsonFullPath: resolve(root, 'package.json'),
  });
}
