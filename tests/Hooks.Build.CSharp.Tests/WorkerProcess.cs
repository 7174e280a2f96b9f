using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Hooks.Build.CSharp.Tests;

/// <summary>The real worker, spoken to as the engine does.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process = Process.Start(new ProcessStartInfo("dotnet", [Path.Join(AppContext.BaseDirectory, "Hooks.Build.CSharp.Worker.dll"), "--serve"])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    })!;

    public async Task SendAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    public async Task<JsonElement> AnswerAsync() => JsonElement.Parse((await _process.StandardOutput.ReadLineAsync()).ShouldNotBeNull());

    /// <summary>Ends the requests.</summary>
    public async Task<int> EndAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
