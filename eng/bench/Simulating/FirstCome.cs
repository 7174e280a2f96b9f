namespace Hooks.Build.Bench.Simulating;

/// <summary>What a plain queue would take: whoever is ready first starts first. The product has no such schedule.</summary>
internal static class FirstCome
{
    public static TimeSpan Play(SimulatedGraph graph)
    {
        var blockers = graph.DependsOn.Select(dependsOn => dependsOn.Length).ToArray();
        Queue<int> ready = new(Enumerable.Range(0, blockers.Length).Where(hook => blockers[hook] == 0));
        PriorityQueue<int, TimeSpan> running = new();
        var now = TimeSpan.Zero;
        while (ready.Count > 0 || running.Count > 0)
        {
            while (running.Count < graph.Cores && ready.TryDequeue(out var hook))
            {
                running.Enqueue(hook, now + graph.Durations[hook]);
            }

            _ = running.TryDequeue(out var ended, out now);
            for (var hook = 0; hook < blockers.Length; hook++)
            {
                if (graph.DependsOn[hook].Contains(ended) && --blockers[hook] == 0)
                {
                    ready.Enqueue(hook);
                }
            }
        }

        return now;
    }
}
