using System.Buffers;
using System.Text;
using Hooks.Build.Engine.Model;
using Hooks.Build.Graph;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.History;

/// <summary>Learns from the log of runs what hooks will need. Only its end is read, and whatever stands there costs no more than a worse guess.</summary>
internal sealed class Forecasts
{
    // Of each hook the runs that count: reading more takes longer than a quick hook.
    private const int BytesOfHook = 6 * 1024;
    private const int LeastBytes = 24 * 1024;
    private const int MostBytes = 256 * 1024;
    private const int MostDamaged = 100;
    private const double LongestMilliseconds = 7 * 86_400_000.0;
    private static readonly TimeSpan WithoutAnyClue = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, HookSamples> _hooks;
    private readonly byte[] _stage;
    private readonly byte[] _platform;
    private int _damaged;

    private Forecasts(IReadOnlyList<PlannedHook> hooks, HookStages stage, string platform)
    {
        _hooks = new Dictionary<string, HookSamples>(hooks.Count, StringComparer.Ordinal);
        for (var i = 0; i < hooks.Count; i++)
        {
            _hooks.Add(hooks[i].Name, new HookSamples(IsToldItsShare(hooks[i])));
        }

        _stage = Encoding.UTF8.GetBytes(EnumNames.NameOf(stage));
        _platform = Encoding.UTF8.GetBytes(platform);
    }

    /// <summary>Makes a forecast for every hook of a plan.</summary>
    /// <param name="hooks">The hooks, by index.</param>
    /// <param name="files">The files each is given, by index; <see langword="null"/> for a hook that takes none.</param>
    /// <param name="stage">The stage that is to run.</param>
    /// <param name="folder">The folder of the hooks' logs.</param>
    /// <param name="platform">The platform whose runs count; others' say little.</param>
    /// <returns>The forecasts, by index.</returns>
    public static HookForecast[] Learn(
        IReadOnlyList<PlannedHook> hooks, IReadOnlyList<IReadOnlyList<string>?> files, HookStages stage, string folder, string platform)
    {
        Forecasts learning = new(hooks, stage, platform);
        learning.Read(folder, RunLogFormat.LogOf(stage));
        var forecasts = new HookForecast[hooks.Count];
        for (var i = 0; i < forecasts.Length; i++)
        {
            forecasts[i] = learning._hooks[hooks[i].Name].Forecast(files[i]?.Count ?? double.NaN) ?? default;
        }

        Guesses.Fill(hooks, forecasts, WithoutAnyClue);
        return forecasts;
    }

    // Such a hook uses what it is given: what it was given bounds what was measured.
    private static bool IsToldItsShare(PlannedHook hook) =>
        hook.Kind == HookKind.Method || hook.Batch || hook.Command.Any(command => command.Any(argument => ArgumentTemplate.Uses(argument, "cores")));

    private void Read(string folder, string log)
    {
        var most = Math.Clamp(_hooks.Count * BytesOfHook, LeastBytes, MostBytes);
        var buffer = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            var newest = LogTail.Read(RunLogFormat.PathOf(folder, log), buffer.AsSpan(0, most)).Length;
            Take(buffer.AsSpan(0, newest));

            // A new file was begun a moment ago.
            if (newest < most / 2)
            {
                Take(LogTail.Read(RunLogFormat.PathOf(folder, log, 1), buffer.AsSpan(0, most - newest)));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // From the end: the newest count most.
    private void Take(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty && _damaged < MostDamaged)
        {
            var start = text.LastIndexOf((byte)'\n') + 1;
            if (start < text.Length)
            {
                TakeLine(text[start..]);
            }

            text = text[..Math.Max(0, start - 1)];
        }
    }

    private void TakeLine(ReadOnlySpan<byte> line)
    {
        if (!RunLogLine.TryRead(line, out var values))
        {
            _damaged++;
            return;
        }

        if (!values.Hook.IsEmpty
            && values.Platform.SequenceEqual(_platform)
            && (values.Source.SequenceEqual("NotRemembered"u8) || values.Source.SequenceEqual("Miss"u8))
            && (values.Outcome.SequenceEqual("Succeeded"u8) || values.Outcome.SequenceEqual("Failed"u8))
            && values.Duration is >= 0 and < LongestMilliseconds
            && _hooks.TryGetValue(Encoding.UTF8.GetString(values.Hook), out var samples))
        {
            var files = double.IsNaN(values.RememberedFiles) ? values.Files : values.Files - values.RememberedFiles;
            samples.Add(values.Duration, values.ProcessorTime, values.Cores, files, values.Stage.SequenceEqual(_stage));
        }
    }
}
