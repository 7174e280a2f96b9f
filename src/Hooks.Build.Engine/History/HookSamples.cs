using System.Runtime.InteropServices;

namespace Hooks.Build.Engine.History;

/// <summary>What the log has of one hook, newest first.</summary>
/// <param name="isToldItsShare">The hook uses as many cores as it is given, if it can.</param>
internal sealed class HookSamples(bool isToldItsShare)
{
    private const int Most = 15;

    // Below that the start of the process is most of what is measured.
    private const double ShortestTellingMilliseconds = 20;
    private readonly List<Sample> _samples = [];

    /// <summary>Adds an older one.</summary>
    /// <param name="duration">Milliseconds.</param>
    /// <param name="processorTime">Milliseconds; NaN where they are not known.</param>
    /// <param name="cores">Its share of cores; NaN where it is not known.</param>
    /// <param name="files">How many files were checked; NaN for a hook that takes none.</param>
    /// <param name="isSameStage">It ran at the stage that is to run now.</param>
    public void Add(double duration, double processorTime, double cores, double files, bool isSameStage) =>
        _samples.Add(new Sample(duration, processorTime, cores, files, isSameStage));

    /// <summary>
    /// What to expect: the median of the last runs that were most like the one to come. Those with about as many files come first (three staged
    /// files say nothing about ten thousand), then those of the same stage, then any.
    /// </summary>
    /// <param name="files">How many files there are now; NaN for a hook that takes none.</param>
    /// <returns>The forecast; <see langword="null"/> where nothing is known.</returns>
    public HookForecast? Forecast(double files) =>
        Forecast(files, needsFiles: true, needsStage: true)
        ?? Forecast(files, needsFiles: true, needsStage: false)
        ?? Forecast(files, needsFiles: false, needsStage: true)
        ?? Forecast(files, needsFiles: false, needsStage: false);

    /// <summary>The value in the middle, NaN of none. Sorts.</summary>
    public static double Median(Span<double> values)
    {
        if (values.IsEmpty)
        {
            return double.NaN;
        }

        values.Sort();
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    private HookForecast? Forecast(double files, bool needsFiles, bool needsStage)
    {
        Span<double> durations = stackalloc double[Most];
        Span<double> weights = stackalloc double[Most];
        var (count, weighed, widest) = (0, 0, 0.0);
        for (var i = 0; i < _samples.Count && count < Most; i++)
        {
            var sample = _samples[i];
            if ((needsStage && !sample.IsSameStage) || (needsFiles && !AreSimilar(sample.Files, files)))
            {
                continue;
            }

            durations[count++] = sample.Duration;
            if (sample.Duration < ShortestTellingMilliseconds || !(sample.ProcessorTime >= 0) || (isToldItsShare && sample.Cores < widest))
            {
                continue;
            }

            // What a hook did with fewer cores than it had at another time says nothing of what it can do.
            weighed = isToldItsShare && sample.Cores > widest ? 0 : weighed;
            widest = Math.Max(widest, double.IsNaN(sample.Cores) ? 0 : sample.Cores);
            weights[weighed++] = sample.ProcessorTime / sample.Duration;
        }

        return count == 0
            ? null
            : new HookForecast(
                TimeSpan.FromMilliseconds(Median(durations[..count])),
                weighed == 0 ? 1 : Math.Min(Weight(Median(weights[..weighed]), widest), 1024),
                IsLearned: true);
    }

    // One that used all it was given may be able to use more: it is tried with twice that.
    private double Weight(double used, double given)
    {
        const double All = 0.8;
        return isToldItsShare && given > 0 && used >= All * given ? 2 * given : used;
    }

    // Within a factor of four; among a few files the start of the tool counts more than they do.
    private static bool AreSimilar(double one, double other)
    {
        const double Few = 10;
        const double Factor = 4;
        return double.IsNaN(one) || double.IsNaN(other)
            ? double.IsNaN(one) == double.IsNaN(other)
            : Math.Max(one, other) + Few <= Factor * (Math.Min(one, other) + Few);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Sample(double Duration, double ProcessorTime, double Cores, double Files, bool IsSameStage);
}
