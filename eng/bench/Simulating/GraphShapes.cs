using Hooks.Build.Bench.Workloads;

namespace Hooks.Build.Bench.Simulating;

/// <summary>Makes graphs. The same seed makes the same graph everywhere.</summary>
internal sealed class GraphShapes(int seed)
{
    // Durations of steps differ by orders of magnitude: log-normal, median 2 s, sigma 1, so that one in six takes more than 5 s and one in 40 more than 14 s.
    private const double MedianSeconds = 2;
    private const double Sigma = 1;

    private readonly Random _random = new(seed);
    private readonly List<int[]> _dependsOn = [];

    /// <summary>The shapes.</summary>
    public static IReadOnlyList<string> Names { get; } = ["chains", "fans", "layers", "random", "real"];

    /// <summary>Makes a graph of 10 to 200 hooks for 2 to 8 cores; small ones are as many as large ones.</summary>
    public SimulatedGraph Make(string shape) => Make(shape, size: (int)Math.Round(10 * Math.Pow(20, _random.NextDouble())), cores: _random.Next(2, 9));

    /// <summary>Makes a graph of about as many hooks as are asked for.</summary>
    public SimulatedGraph Make(string shape, int size, int cores)
    {
        IReadOnlyList<double>? scale = null;
        switch (shape)
        {
            case "chains":
                Chains(size);
                break;
            case "fans":
                Fans(size);
                break;
            case "layers":
                Layers(size);
                break;
            case "random":
                Scattered(size);
                break;
            default:
                scale = _random.Next(3) switch { 0 => Workflow(), 1 => Solution(size), _ => Packages(size) };
                break;
        }

        // Positions say nothing about the order in which people declare hooks.
        var places = Enumerable.Range(0, _dependsOn.Count).ToArray();
        _random.Shuffle(places);
        var dependsOn = new int[places.Length][];
        var durations = new TimeSpan[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            dependsOn[places[i]] = [.. _dependsOn[i].Select(other => places[other])];
            durations[places[i]] = TimeSpan.FromSeconds(scale is null ? LogNormal(MedianSeconds, Sigma) : LogNormal(scale[i], Sigma / 2));
        }

        return new SimulatedGraph(shape, durations, dependsOn, cores);
    }

    private void Chains(int size)
    {
        var last = new int?[_random.Next(2, Math.Max(3, size / 3))];
        for (var i = 0; i < size; i++)
        {
            var chain = _random.Next(last.Length);
            last[chain] = Add(last[chain] is { } before ? [before] : []);
        }
    }

    // One, many, one, many, one: what follows a fan waits for all of it.
    private void Fans(int size)
    {
        var hub = Add();
        while (_dependsOn.Count < size)
        {
            var leaves = Enumerable.Range(0, _random.Next(3, 25)).Select(_ => Add(hub)).ToArray();
            hub = Add(leaves);
        }
    }

    private void Layers(int size)
    {
        int[] layer = [];
        while (_dependsOn.Count < size)
        {
            var above = layer;
            layer = [.. Enumerable.Range(0, _random.Next(2, 13))
                .Select(_ => Add([.. Enumerable.Range(0, Math.Min(above.Length, _random.Next(1, 4)))
                    .Select(_ => above[_random.Next(above.Length)])
                    .Distinct()]))];
        }
    }

    private void Scattered(int size)
    {
        var mean = 0.5 + (2.5 * _random.NextDouble());
        for (var i = 0; i < size; i++)
        {
            _ = Add([.. Enumerable.Range(0, i).Where(_ => _random.NextDouble() < mean * 2 / size)]);
        }
    }

    // The documented workflow, its durations as given give or take.
    private List<double> Workflow()
    {
        var steps = DocumentedWorkloads.All.Single(workload => workload.Steps.Count == 15).Steps.ToList();
        steps.ForEach(step => Add([.. step.DependsOn.Select(name => steps.FindIndex(other => other.Name == name))]));
        return steps.ConvertAll(step => step.Seconds);
    }

    // Restore, build, then the tests of many projects and their coverage; style, secrets and spelling beside them; packages at the end.
    private List<double> Solution(int size)
    {
        List<double> seconds = [20, 60, 8, 5, 3, 15];
        var restore = Add();
        var build = Add(restore);
        var format = Add();
        _ = Add();
        _ = Add();
        _ = Add(restore);
        List<int> tests = [];
        while (_dependsOn.Count < size - 3)
        {
            tests.Add(Add(build));
            seconds.Add(12);
        }

        _ = Add([.. tests]);
        var pack = Add(build, format);
        _ = Add([pack, .. tests]);
        seconds.AddRange([6, 10, 20]);
        return seconds;
    }

    // A repository of packages that depend on one another: lint, build and test each; a build waits for those of the packages it uses.
    private List<double> Packages(int size)
    {
        List<double> seconds = [15];
        var install = Add();
        List<int> builds = [];
        while (_dependsOn.Count < size)
        {
            _ = Add(install);
            builds.Add(Add([install, .. builds.Where(_ => _random.NextDouble() < 2.0 / (builds.Count + 1))]));
            _ = Add(builds[^1]);
            seconds.AddRange([3, 8, 10]);
        }

        return seconds;
    }

    private int Add(params int[] dependsOn)
    {
        _dependsOn.Add(dependsOn);
        return _dependsOn.Count - 1;
    }

    private double LogNormal(double median, double sigma)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        return Math.Max(0.001, median * Math.Exp(sigma * normal));
    }
}
