using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Native;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.History;

/// <summary>Writes the records of one run.</summary>
internal sealed class RunLogWriter : IDisposable
{
    private const int BytesOfARecord = 512;
    private readonly RunRequest _request;
    private readonly RunReport _report;
    private readonly DateTime _started;
    private readonly string _id;
    private readonly string _stage;
    private readonly string? _branch;
    private readonly ArrayBufferWriter<byte> _buffer;
    private readonly Utf8JsonWriter _json;

    public RunLogWriter(RunRequest request, RunReport report, DateTimeOffset ended, string? branch)
    {
        _request = request;
        _report = report;
        _started = (ended - report.Duration).UtcDateTime;
        _id = _started.Ticks.ToString("x", CultureInfo.InvariantCulture) + "-" + System.Environment.ProcessId.ToString("x", CultureInfo.InvariantCulture);
        _stage = EnumNames.NameOf(request.Stage);
        _branch = branch;
        _buffer = new ArrayBufferWriter<byte>((report.Hooks.Count + 1) * BytesOfARecord);
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true, Encoder = AsciiJsonEncoder.Instance });
    }

    /// <summary>All records, each a line: the hooks in the order in which they ended, then the run.</summary>
    public ReadOnlySpan<byte> Write(TimeSpan lowerBound)
    {
        foreach (var hook in _report.Hooks)
        {
            Begin("hook"u8);
            WriteHook(hook);
            End();
        }

        Begin("run"u8);
        WriteRun(lowerBound);
        End();
        return _buffer.WrittenSpan;
    }

    public void Dispose() => _json.Dispose();

    private void Begin(ReadOnlySpan<byte> kind)
    {
        _json.WriteStartObject();
        _json.WriteNumber("schema"u8, RunLogFormat.Schema);
        _json.WriteString("kind"u8, kind);
        _json.WriteString("run"u8, _id);
        _json.WriteString("time"u8, _started);
        _json.WriteString("stage"u8, _stage);
        _json.WriteStartArray("profiles"u8);
        foreach (var profile in _request.Profiles)
        {
            _json.WriteStringValue(profile);
        }

        _json.WriteEndArray();
        _json.WriteString("platform"u8, Platform.Name);
    }

    private static ReadOnlySpan<byte> Text(HookKind kind) => kind switch
    {
        HookKind.Method => "Method"u8,
        HookKind.Check => "Check"u8,
        HookKind.Tool => "Tool"u8,
        HookKind.Guard => "Guard"u8,
        _ => "Command"u8,
    };

    private void WriteHook(HookReport hook)
    {
        _json.WriteString("hook"u8, hook.Hook.Name);
        if (hook.Hook.Item is { } item)
        {
            _json.WriteString("matrix"u8, hook.Hook.Matrix);
            _json.WriteString("item"u8, item);
        }

        _json.WriteString("hookKind"u8, Text(hook.Hook.Kind));
        _json.WriteNumber("wave"u8, hook.Hook.Wave);
        WriteTime("startMs"u8, hook.Start);
        WriteTime("durationMs"u8, hook.Duration);
        WriteTime("queuedMs"u8, hook.Queued);
        if (hook.ProcessorTime is { } processorTime)
        {
            WriteTime("cpuMs"u8, processorTime);
        }

        if (hook.PeakMemory is { } memory)
        {
            _json.WriteNumber("peakBytes"u8, memory);
        }

        _json.WriteNumber("cores"u8, hook.Cores);
        _json.WriteString("outcome"u8, EnumNames.NameOf(hook.Outcome));
        _json.WriteString("source"u8, EnumNames.NameOf(hook.Source));
        if (hook.FileCount is { } files)
        {
            _json.WriteNumber("files"u8, files);
            _json.WriteNumber("rememberedFiles"u8, hook.RememberedFiles);
        }

        _json.WriteNumber("attempts"u8, hook.Attempts);
        if (hook.PassedOnRetry)
        {
            _json.WriteBoolean("passedOnRetry"u8, true);
        }

        if (hook.ExitCode is { } exitCode)
        {
            _json.WriteNumber("exitCode"u8, exitCode);
        }
    }

    private void WriteRun(TimeSpan lowerBound)
    {
        var (succeeded, failed, noFiles, notRun, remembered) = (0, 0, 0, 0, 0);
        foreach (var hook in _report.Hooks)
        {
            succeeded += hook.Outcome == HookOutcome.Succeeded ? 1 : 0;
            failed += hook.IsFailure ? 1 : 0;
            noFiles += hook.Outcome is HookOutcome.NoFiles or HookOutcome.NotNeeded ? 1 : 0;
            notRun += hook.Outcome is HookOutcome.Skipped or HookOutcome.Cancelled ? 1 : 0;
            remembered += hook.Source is ResultSource.Local or ResultSource.Remote ? 1 : 0;
        }

        WriteTime("durationMs"u8, _report.Duration);
        _json.WriteNumber("hooks"u8, _report.Hooks.Count);
        _json.WriteNumber("succeeded"u8, succeeded);
        _json.WriteNumber("failed"u8, failed);
        _json.WriteNumber("noFiles"u8, noFiles);
        _json.WriteNumber("notRun"u8, notRun);
        _json.WriteNumber("remembered"u8, remembered);
        _json.WriteBoolean("interrupted"u8, _report.Interrupted);
        _json.WriteNumber("cores"u8, _request.Cores);
        _json.WriteNumber("maxParallel"u8, _request.MaxParallel);
        WriteTime("lowerBoundMs"u8, lowerBound);
        if (_branch is not null)
        {
            _json.WriteString("branch"u8, _branch);
        }
    }

    private void WriteTime(ReadOnlySpan<byte> name, TimeSpan time) => _json.WriteNumber(name, Math.Round(time.TotalMilliseconds, 3));

    private void End()
    {
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _buffer.Write("\n"u8);
    }
}
