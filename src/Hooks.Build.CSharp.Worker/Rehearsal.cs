using Hooks.Build.Engine.Spares;
using Hooks.Build.Engine.Workers;
using Hooks.Build.Worker;

namespace Hooks.Build.CSharp;

/// <summary>
/// Formats a small file while the process waits for its run: what the runtime loads and compiles at first use, Roslyn above all, is there when the run comes.
/// Nothing of it is kept: no other file has its path.
/// </summary>
internal static class Rehearsal
{
    private const string Settings =
        """
        root = true
        [*]
        charset = utf-8
        end_of_line = lf
        insert_final_newline = true
        trim_trailing_whitespace = true
        [*.{cs,csx}]
        indent_style = space
        indent_size = 4
        dotnet_sort_system_directives_first = true
        csharp_new_line_before_open_brace = all
        file_header_template = Rehearsal
        """;

    private const string Source =
        """
        // Rehearsal
        using System.Linq;
        using System;
        namespace Sample
        {
          /// <summary>Of all kinds.</summary>
          [Serializable]
          public sealed class Sample<T> : IDisposable where T : class
          {
            private readonly int[] _numbers = new int[] {1,2, 3};
            public string Name { get; set; } = $"a{1 + 2}b";
            public event EventHandler Changed;
            public void Dispose( ) { if(Name!=null){ Changed?.Invoke(this, EventArgs.Empty); } else throw new InvalidOperationException ( "x" ); }
            public async System.Threading.Tasks.Task<int> Sum(Func<int,int> by)
            {
              for(int i=0;i<3;i++) { foreach(var n in _numbers.Where(x=>x>1)) { try { i+=by(n); } catch(Exception) when (i>0) { break; } finally { } } }
              switch (_numbers.Length) { case 0: return 0; default: await System.Threading.Tasks.Task.Yield(); return _numbers is [var a, ..] ? a : 0; }
            }
          }
        #region Others
        	enum Kind { A=1,B }
        	record Point(int X,int Y);
        #endregion
        }

        """;

    /// <summary>Formats the file.</summary>
    /// <param name="folder">A folder in which nothing is yet; it is deleted again.</param>
    public static async Task RunAsync(string folder)
    {
        try
        {
            _ = Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Join(folder, ".editorconfig"), Settings);
            await File.WriteAllTextAsync(Path.Join(folder, "Sample.cs"), Source);
            var (one, other) = SpareSocket.Pair();
            await using var here = Waiting.StreamOf(one);
            await using var there = Waiting.StreamOf(other);
            WorkerChannel engine = new(here);
            var serving = new ToolServer(there).RunAsync();
            // Twice: to find, and to repair.
            for (var run = 1; run <= 2; run++)
            {
                engine.Send(WorkerMessage.RunTool, new ToolRequest(run, "format", folder, [], ["Sample.cs"]) { Fix = run == 2, Cores = 2 }.Write);
                while (await engine.ReceiveAsync() is { Kind: not WorkerMessage.Ended })
                {
                }
            }

            engine.Send(WorkerMessage.Close);
            await serving;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // No room: the run goes on without.
        }

        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next spare sweeps it.
        }
    }
}
