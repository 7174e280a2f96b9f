namespace Hooks.Build.CSharp.Formatting;

/// <summary>The files of one request, by as many threads as it was given cores; findings come in the order of the files.</summary>
internal sealed class FormatRun(FileFormatter formatter, EditorConfigs configs, string root, IReadOnlyList<string> files, FormatParts parts, bool fix)
{
    private readonly FileReport?[] _reports = new FileReport?[files.Count];
    private int _next = -1;

    /// <summary>Formats them all.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> RunAsync(int cores, Action<string> output, CancellationToken cancellation)
    {
        if (cores > 1 && _reports.Length > 0 && parts.HasFlag(FormatParts.Whitespace))
            _ = Task.Run(RoslynInternals.Prepare, CancellationToken.None);

        RoomyThreads.Run(Math.Clamp(cores, 1, Math.Max(1, _reports.Length)), () => Work(cancellation));
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(Tell(output));
    }

    private void Work(CancellationToken cancellation)
    {
        for (var i = Interlocked.Increment(ref _next); i < _reports.Length && !cancellation.IsCancellationRequested; i = Interlocked.Increment(ref _next))
            _reports[i] = formatter.Format(new FormatJob(root, files[i], parts, fix), configs, cancellation);
    }

    private int Tell(Action<string> output)
    {
        var exit = 0;
        foreach (var report in _reports)
        {
            if (report is null)
                continue;

            exit = Math.Max(exit, report.Failed ? 1 : 0);
            foreach (var line in report.Lines)
                output(line);
        }

        return exit;
    }
}
