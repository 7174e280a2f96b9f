using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Hooks.Build.Runner.Serving;

/// <summary>
/// What goes on, and who looks at it. Each browser is told the state first, and then what happens in the order in which it happens:
/// <c>{"kind":"state","data":...,"runs":[{"run":1,"age":ms,"events":[{"at":ms,"event":...}]}]}</c>, <c>{"kind":"event","run":1,"at":ms,"event":...}</c>,
/// <c>{"kind":"data","data":...}</c>, <c>{"kind":"over","run":1}</c>.
/// </summary>
/// <param name="data">What the page draws of the log at first, as JSON.</param>
internal sealed class LiveRuns(byte[] data)
{
    private readonly object _lock = new();
    private readonly SortedDictionary<int, LiveRun> _runs = [];
    private readonly HashSet<BrowserQueue> _browsers = [];
    private byte[] _data = data;
    private int _last;

    /// <summary>Whether anybody looks.</summary>
    public bool HasBrowsers
    {
        get
        {
            lock (_lock)
            {
                return _browsers.Count > 0;
            }
        }
    }

    /// <summary>A browser comes.</summary>
    public BrowserQueue Join()
    {
        BrowserQueue browser = new();
        lock (_lock)
        {
            _ = _browsers.Add(browser);
        }

        return browser;
    }

    /// <summary>A browser has gone.</summary>
    public void Leave(BrowserQueue browser)
    {
        lock (_lock)
        {
            _ = _browsers.Remove(browser);
        }

        browser.Dispose();
    }

    /// <summary>The next message for a browser; <see langword="null"/> where there is none yet.</summary>
    public byte[]? Next(BrowserQueue browser)
    {
        lock (_lock)
        {
            return browser.Next(State);
        }
    }

    /// <summary>The log says something new.</summary>
    public void Show(byte[] fresh)
    {
        lock (_lock)
        {
            _data = fresh;
            Tell([.. "{\"kind\":\"data\",\"data\":"u8, .. fresh, .. "}"u8]);
        }
    }

    /// <summary>A run begins to tell.</summary>
    /// <returns>Its number.</returns>
    public int Begin()
    {
        lock (_lock)
        {
            _runs.Add(++_last, new LiveRun(TimeProvider.System.GetTimestamp()));
            return _last;
        }
    }

    /// <summary>A run tells something.</summary>
    /// <param name="run">Its number.</param>
    /// <param name="line">What it tells, a JSON object.</param>
    /// <returns>False where that is none.</returns>
    public bool TryTell(int run, ReadOnlySpan<byte> line)
    {
        if (!IsObject(line, out var isOutput))
        {
            return false;
        }

        lock (_lock)
        {
            if (_runs.TryGetValue(run, out var live))
            {
                byte[] told = [
                    .. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\"at\":{AgeOf(live):0.0},\"event\":")), .. line, .. "}"u8];
                Keep(live, [.. "{"u8, .. told], isOutput);
                Tell([.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"kind\":\"event\",\"run\":{run},")), .. told]);
            }
        }

        return true;
    }

    /// <summary>A run tells nothing more.</summary>
    public void End(int run)
    {
        lock (_lock)
        {
            _ = _runs.Remove(run);
            Tell(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"kind\":\"over\",\"run\":{run}}}")));
        }
    }

    private static void Keep(LiveRun run, byte[] told, bool isOutput)
    {
        if (isOutput)
        {
            run.AddOutput(told);
        }
        else
        {
            run.Add(told);
        }
    }

    private static double AgeOf(LiveRun run) => TimeProvider.System.GetElapsedTime(run.Began).TotalMilliseconds;

    // It is handed on as it is, and a browser ends a connection on which something comes that is no text.
    private static bool IsObject(ReadOnlySpan<byte> line, out bool isOutput)
    {
        isOutput = false;
        try
        {
            Utf8JsonReader json = new(line);
            if (!Utf8.IsValid(line) || !json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var isKind = json.ValueTextEquals("kind"u8);
                if (!json.Read() || !json.TrySkip())
                {
                    return false;
                }

                isOutput |= isKind && json.TokenType == JsonTokenType.String && json.ValueTextEquals("output"u8);
            }

            return json.TokenType == JsonTokenType.EndObject && !json.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void Tell(byte[] message)
    {
        foreach (var browser in _browsers)
        {
            browser.Add(message);
        }
    }

    private byte[] State()
    {
        using MemoryStream state = new();
        state.Write("{\"kind\":\"state\",\"data\":"u8);
        state.Write(_data);
        state.Write(",\"runs\":["u8);
        var isFirst = true;
        foreach (var (number, run) in _runs)
        {
            state.Write(Encoding.ASCII.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"{(isFirst ? "" : ",")}{{\"run\":{number},\"age\":{AgeOf(run):0.0},\"events\":[")));
            var isFirstEvent = true;
            foreach (var told in run.Events)
            {
                state.Write(isFirstEvent ? ""u8 : ","u8);
                state.Write(told);
                isFirstEvent = false;
            }

            state.Write("]}"u8);
            isFirst = false;
        }

        state.Write("]}"u8);
        return state.ToArray();
    }
}
