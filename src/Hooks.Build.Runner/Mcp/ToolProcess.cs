using System.Buffers;
using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Runner.Mcp;

/// <summary>
/// One call of a tool, in a process of its own, <c>hooks door tool</c>: standard output of the server belongs to the protocol, and nothing that hooks do, or
/// that happens to the process they run in, may reach it. The process ends when its input does, so it ends with the server whatever happens to that.
/// </summary>
internal sealed class ToolProcess
{
    // Longer than hooks have to end and to clean up.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    private readonly object _lock = new();
    private readonly IChildProcess _child;
    private readonly Action<ReadOnlyMemory<byte>> _receive;
    private readonly ArrayBufferWriter<byte> _line = new();
    private bool _isClosed;

    private ToolProcess(IProcessLauncher launcher, Action<ReadOnlyMemory<byte>> receive)
    {
        _receive = receive;
        var program = Environment.ProcessPath ?? "";
        string[] arguments = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
            ? ["exec", Path.Combine(AppContext.BaseDirectory, "Hooks.Build.Runner.dll"), "door", "tool"]
            : ["door", "tool"];
        _child = launcher.Start(new ProcessStart(
            program, arguments, Path.GetFullPath("."), HookEnvironment.OfThisProcess(), Receive, DropsErrors: true, EndsByItself: true, HoldsInput: true));
    }

    /// <summary>Starts the process.</summary>
    /// <param name="launcher">Starts processes.</param>
    /// <param name="tool">Which tool it is.</param>
    /// <param name="arguments">Its arguments, as JSON.</param>
    /// <param name="projects">The projects that were named.</param>
    /// <param name="receive">Takes what it tells, line by line.</param>
    /// <exception cref="ProcessStartException">The system refused.</exception>
    public static ToolProcess Start(
        IProcessLauncher launcher, string tool, string arguments, IReadOnlyList<string> projects, Action<ReadOnlyMemory<byte>> receive)
    {
        ToolProcess process = new(launcher, receive);
        StringBuilder request = new();
        Add("tool", tool);
        Add("arguments", arguments);
        foreach (var project in projects)
        {
            Add("project", project);
        }

        process.Write(Encoding.UTF8.GetBytes(request.Append('\n').ToString()));
        return process;

        void Add(string name, string value) => request.Append(name).Append('\t').Append(TabbedText.Escape(value)).Append('\n');
    }

    /// <summary>Waits until it has ended.</summary>
    /// <returns>Its exit code.</returns>
    public int Wait()
    {
        try
        {
            return _child.Completion.GetAwaiter().GetResult().ExitCode;
        }
        catch (Exception)
        {
            // What it told could not be taken, so nothing of it counts.
            return ProcessExit.Unknown;
        }
        finally
        {
            Close();
        }
    }

    /// <summary>Asks it to end what it does, and ends it where it does not.</summary>
    public void End()
    {
        Close();
        new Thread(EndAnyway, 256 * 1024) { IsBackground = true, Name = "mcp: end" }.Start();
    }

    private void EndAnyway()
    {
        try
        {
            if (!_child.Completion.Wait(Patience))
            {
                _child.Kill();
            }
        }
        catch (AggregateException)
        {
            // It has ended.
        }
    }

    private void Write(byte[] bytes)
    {
        try
        {
            _child.Input!.Write(bytes);
            _child.Input.Flush();
        }
        catch (IOException)
        {
            // It has ended already, and its exit code says so.
        }
    }

    private void Close()
    {
        lock (_lock)
        {
            if (!_isClosed)
            {
                _isClosed = true;
                _child.Input!.Dispose();
            }
        }
    }

    private void Receive(ReadOnlySpan<byte> data)
    {
        while (data.IndexOf((byte)'\n') is >= 0 and var end)
        {
            _line.Write(data[..end]);
            _receive(_line.WrittenMemory);
            _line.ResetWrittenCount();
            data = data[(end + 1)..];
        }

        _line.Write(data);
    }
}
