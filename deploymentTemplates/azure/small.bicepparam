using 'main.bicep'

// Change the name: it must be free in all of Azure.
param name = 'hipfaqbot-example'
param size = 'small'
