using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Matching.Learning;
using HipFaqBot.Search.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace HipFaqBot.Search;

/// <summary>Registers this room.</summary>
public static class SearchRegistration
{
    /// <summary>Adds the knowledge and its watcher. Call <see cref="KnowledgeWatcher.Load"/> before the host runs.</summary>
    public static TBuilder AddKnowledge<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        // The host is put together on one core; what the start waits for is read on another one meanwhile.
        Ahead.Make(() => EnglishWords.Common);
        var first = new FirstReading(KnowledgeOptions.From(builder.Configuration).Folder, DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(services => KnowledgeOptions.From(builder.Configuration));
        builder.AddSentenceEncoder();
        builder.Services.AddSingleton<CurrentKnowledge>();
        builder.Services.AddSingleton(services => new Rankers(
            services.GetRequiredService<ISentenceEncoder>(), services.GetRequiredService<KnowledgeOptions>().DataFolder, services.GetRequiredService<TimeProvider>(),
            EncoderOptions.From(builder.Configuration).LearnedFolder));
        builder.Services.AddSingleton<RankerUpdates>();
        if (EncoderOptions.From(builder.Configuration).Trains)
        {
            builder.Services.AddHostedService(services => services.GetRequiredService<RankerUpdates>());
        }

        builder.Services.AddSingleton(services =>
        {
            var watcher = ActivatorUtilities.CreateInstance<KnowledgeWatcher>(services);
            watcher.First = first;
            return watcher;
        });
        builder.Services.AddHostedService(services => services.GetRequiredService<KnowledgeWatcher>());
        return builder;
    }

    /// <summary>Adds the matcher.</summary>
    public static TBuilder AddMatcher<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddSingleton<Matcher>();
        return builder;
    }

    private static void AddSentenceEncoder<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddOptions<EncoderOptions>().Bind(builder.Configuration.GetSection(EncoderOptions.Section)).ValidateOnStart();
        var options = EncoderOptions.From(builder.Configuration);
        var encoder = options.Problems().Any() ? new Lazy<ISentenceEncoder>(options.Open) : Ahead.Make(() =>
        {
            var opened = options.Open();
            (opened as OnnxSentenceEncoder)?.Load();
            return opened;
        });
        builder.Services.AddSingleton(services => encoder.Value);
        builder.Services.AddSingleton<IValidateOptions<EncoderOptions>>(services =>
            new EncoderValidator(new Lazy<ISentenceEncoder>(services.GetRequiredService<ISentenceEncoder>)));
    }
}
