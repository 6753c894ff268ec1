using System.Text;
using HipFaqBot.Cli;
using Microsoft.Extensions.Configuration;

// Scripts read what is printed: UTF-8 everywhere, with no mark in front.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

IConfiguration settings;
try
{
    settings = Settings.Read(Directory.GetCurrentDirectory());
}
catch (InvalidDataException e)
{
    Console.Error.WriteLine($"hipfaq: {e.Message} (mend the JSON in {Settings.FileName}).");
    return ExitCode.BadUsage;
}

return CommandLine.Run(args, settings, Console.Out, Console.Error);
