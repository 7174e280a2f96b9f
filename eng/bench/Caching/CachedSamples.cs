using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Hooks.Build.Bench.Builds;
using Hooks.Build.Bench.Measuring;
using Hooks.Build.Engine.UpToDate;

namespace Hooks.Build.Bench.Caching;

/// <summary>What builds took whose hooks need not run.</summary>
/// <param name="Files">How many files the repository has.</param>
/// <param name="Whole">Milliseconds of the whole build, by variant.</param>
/// <param name="OfTask">Milliseconds of the task, by variant, by MSBuild's account.</param>
/// <param name="Looking">Milliseconds of looking at every file, in a process that is warm.</param>
/// <param name="Looked">How many files and folders are looked at.</param>
internal sealed record CachedSamples(
    int Files, IReadOnlyDictionary<string, Sample> Whole, IReadOnlyDictionary<string, Sample> OfTask, Sample Looking, int Looked)
{
    private const int Accounted = 3;
    private const int MostWarmUps = 6;

    /// <summary>Takes the samples. The variants take turns, so that what else the machine does meets all alike.</summary>
    public static async Task<CachedSamples> TakeAsync(string folder, PackedPackage package, int files, int runs, CancellationToken cancellation)
    {
        var repository = await CachedRepository.CreateAsync(folder, package, files, cancellation);
        var whole = CachedVariant.All.ToDictionary(variant => variant.Name, _ => new List<double>(), StringComparer.Ordinal);
        var ofTask = CachedVariant.All.ToDictionary(variant => variant.Name, _ => new List<double>(), StringComparer.Ordinal);
        for (var round = 0; round < runs + Accounted; round++)
        {
            var isAccounted = round >= runs;
            await RememberAsync(repository, cancellation);
            foreach (var variant in CachedVariant.All)
            {
                var (milliseconds, account) = await variant.BuildAsync(repository, isAccounted, cancellation);
                (isAccounted ? ofTask : whole)[variant.Name].Add(isAccounted ? account : milliseconds);
            }
        }

        await RememberAsync(repository, cancellation);
        var (looking, looked) = Look(repository.Stamp, runs);
        return new CachedSamples(files, Samples(whole), Samples(ofTask), looking, looked);
    }

    /// <summary>By how much a variant is longer than the build without hooks.</summary>
    public Sample Added(CachedVariant variant) => Whole[variant.Name].Less(Whole[CachedVariant.Off.Name]);

    // Files that were written a moment ago may change unseen, so the first builds say nothing yet.
    private static async Task RememberAsync(CachedRepository repository, CancellationToken cancellation)
    {
        for (var build = 0; build == 0 || !File.Exists(repository.Stamp); build++)
        {
            var result = await repository.BuildAsync(["-v:m"], cancellation);
            if (build == MostWarmUps)
            {
                throw new BenchException(
                    $"After {MostWarmUps} builds of {repository.Files} files there is no {repository.Stamp}. The last printed:\n{result.Output}");
            }
        }
    }

    private static (Sample Time, int Files) Look(string stamp, int runs)
    {
        var identity = IdentityOf(File.ReadAllBytes(stamp));
        List<double> times = [];
        var files = 0;
        for (var run = -3; run < runs; run++)
        {
            var started = TimeProvider.System.GetTimestamp();
            files = UpToDateCheck.CountUnchanged(stamp, identity);
            if (run >= 0)
            {
                times.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        return files > 0 ? (new Sample(times), files) : throw new BenchException(string.Create(CultureInfo.InvariantCulture, $"{stamp} does not hold."));
    }

    private static string IdentityOf(ReadOnlySpan<byte> stamp) =>
        Encoding.UTF8.GetString(stamp.Slice(Unsafe.SizeOf<Stamp.Head>(), MemoryMarshal.Read<Stamp.Head>(stamp).IdentitySize));

    private static Dictionary<string, Sample> Samples(Dictionary<string, List<double>> times) =>
        times.ToDictionary(pair => pair.Key, pair => new Sample(pair.Value), StringComparer.Ordinal);
}
