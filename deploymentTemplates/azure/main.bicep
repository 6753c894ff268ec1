// One instance of HipFaqBot on App Service, and its registration with Azure Bot Service.
// `az deployment group create --resource-group GROUP --template-file main.bicep --parameters small.bicepparam`

targetScope = 'resourceGroup'

@description('Begins the names of all resources and is the host name: NAME.azurewebsites.net. Letters, digits and hyphens, unique in Azure.')
@minLength(3)
@maxLength(40)
param name string

@description('Where the web app runs. The bot registration is global.')
param location string = resourceGroup().location

@description('small: one shared core, for a clinic. large: two cores of its own, for a group of clinics. Both are one instance: conversations under way live in its memory.')
@allowed(['small', 'large'])
param size string = 'small'

@description('Who the bot is towards Azure Bot Service: a managed identity made here, which has no password, or an app registration of one tenant.')
@allowed(['UserAssignedMSI', 'SingleTenant'])
param identityType string = 'UserAssignedMSI'

@description('SingleTenant only: the application (client) id of the app registration.')
param appId string = ''

@description('SingleTenant only: a client secret of the app registration.')
@secure()
param appPassword string = ''

@description('The address that patients see, if the app has a domain of its own, such as https://hips.clinic.example. Default: the one of App Service.')
param publicUrl string = ''

@description('Origins of the web sites that may show the chat, such as https://www.clinic.example.')
param allowedSites array = []

var isManaged = identityType == 'UserAssignedMSI'
var plans = {
  small: { name: 'B1', tier: 'Basic' }
  large: { name: 'P1v3', tier: 'PremiumV3' }
}
var botTiers = {
  small: 'F0'
  large: 'S1'
}
var host = '${name}.azurewebsites.net'
var siteSettings = map(range(0, length(allowedSites)), index => {
  name: 'Widget__AllowedSites__${index}'
  value: allowedSites[index]
})

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
}

var botAppId = isManaged ? identity.properties.clientId : appId

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: '${name}-plan'
  location: location
  kind: 'linux'
  sku: {
    name: plans[size].name
    tier: plans[size].tier
    capacity: 1
  }
  properties: {
    reserved: true
  }
}

resource web 'Microsoft.Web/sites@2023-12-01' = {
  name: name
  location: location
  kind: 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    siteConfig: {
      linuxFxVersion: 'DOTNETCORE|10.0'
      alwaysOn: true
      webSocketsEnabled: true
      healthCheckPath: '/readyz'
      http20Enabled: true
      ftpsState: 'Disabled'
      minTlsVersion: '1.2'
      appSettings: concat(
        [
          { name: 'MicrosoftAppType', value: identityType }
          { name: 'MicrosoftAppId', value: botAppId }
          { name: 'MicrosoftAppTenantId', value: tenant().tenantId }
          { name: 'MicrosoftAppPassword', value: isManaged ? '' : appPassword }
          { name: 'PublicUrl', value: empty(publicUrl) ? 'https://${host}' : publicUrl }
          // /home outlives restarts and new versions of the program.
          { name: 'Data__Folder', value: '/home/data/hipfaqbot' }
          // /home is a network share, on which SQLite cannot lock safely: conversations stay in memory there.
          { name: 'DirectLine__Store', value: 'memory' }
        ],
        siteSettings
      )
    }
  }
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-bot'
  location: 'global'
  kind: 'azurebot'
  sku: {
    name: botTiers[size]
  }
  properties: {
    displayName: name
    description: 'Answers common questions about hip pain. General information, not a diagnosis.'
    endpoint: 'https://${web.properties.defaultHostName}/api/messages'
    msaAppType: identityType
    msaAppId: botAppId
    msaAppTenantId: tenant().tenantId
    msaAppMSIResourceId: isManaged ? identity.id : null
    disableLocalAuth: false
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      isEnabled: true
      acceptedTerms: true
    }
  }
}

resource webChat 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'WebChatChannel'
  location: 'global'
  properties: {
    channelName: 'WebChatChannel'
    properties: {
      sites: [
        {
          siteName: 'Default Site'
          isEnabled: true
          isWebchatPreviewEnabled: false
        }
      ]
    }
  }
}

resource directLine 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'DirectLineChannel'
  location: 'global'
  properties: {
    channelName: 'DirectLineChannel'
    properties: {
      sites: [
        {
          siteName: 'Widget'
          isEnabled: true
          isV1Enabled: false
          isV3Enabled: true
          // A token is then good for these pages alone.
          isSecureSiteEnabled: !empty(allowedSites)
          trustedOrigins: allowedSites
        }
      ]
    }
  }
}

@description('Open this to see the service.')
output url string = 'https://${web.properties.defaultHostName}'

@description('The id that the Teams app package needs: hipfaq teams-package --app-id ID --domain HOST.')
output appId string = botAppId

@description('The app to which the program and the knowledge are published.')
output webAppName string = web.name
