// What the sections of a profile say besides region and credentials: whom each service is asked at. The SDK takes endpoints only from the
// profile in AWS_PROFILE, or the default one, whatever profile its client is given; so they are looked up here, by the SDK's own reader.

import {
  booleanSelector,
  CONFIG_PREFIX_SEPARATOR,
  loadConfig,
  loadSharedConfigFiles,
  SelectorType,
} from '@smithy/core/config';

/** By their names in a services section. */
export type Service = 'cloudformation' | 'cloudwatch_logs' | 'ec2' | 'imagebuilder' | 's3' | 'sso' | 'sts';

/** What a client of the SDK has to know to ask where the environment and the profile say, and nowhere else. */
export interface EndpointSettings {
  readonly endpoint?: string;
  readonly ignoreConfiguredEndpointUrls: true;
}

/** Without a profile: that of AWS_PROFILE, or the default one. */
export async function endpointSettings(service: Service, profile: string | undefined): Promise<EndpointSettings> {
  const from = profile === undefined ? {} : { profile };
  const ignored = await loadConfig(IGNORES, from)();
  const endpoint = ignored ? undefined : await loadConfig(endpointOf(service), from)();
  return { ...(endpoint !== undefined && { endpoint }), ignoreConfiguredEndpointUrls: true };
}

const IGNORES: Parameters<typeof loadConfig<boolean>>[0] = {
  environmentVariableSelector: (env) => booleanSelector(env, 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', SelectorType.ENV),
  configFileSelector: (section) => booleanSelector(section, 'ignore_configured_endpoint_urls', SelectorType.CONFIG),
  default: false,
};

/** The service's own before that of all, and the environment before the profile. */
function endpointOf(service: Service): Parameters<typeof loadConfig<string | undefined>>[0] {
  return {
    environmentVariableSelector: (env) =>
      env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] || env['AWS_ENDPOINT_URL'] || undefined,
    configFileSelector: (section, file) => {
      const services = file?.[['services', section['services']].join(CONFIG_PREFIX_SEPARATOR)];
      return (
        services?.[[service, 'endpoint_url'].join(CONFIG_PREFIX_SEPARATOR)] || section['endpoint_url'] || undefined
      );
    },
    default: undefined,
  };
}

/** Whether either of the shared files has a section for it. */
export async function isProfile(name: string): Promise<boolean> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  return Object.hasOwn(configFile, name) || Object.hasOwn(credentialsFile, name);
}
