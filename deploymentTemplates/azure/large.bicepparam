using 'main.bicep'

// Change the name: it must be free in all of Azure.
param name = 'hipfaqbot-example'
param size = 'large'
param publicUrl = 'https://hips.clinic.example'
param allowedSites = ['https://www.clinic.example']
