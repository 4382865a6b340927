/** Changes the address so that a transfer is open beside the page, or none. */
export function openTransferIn(transferId: string | undefined): (search: URLSearchParams) => URLSearchParams {
  return (search) => {
    search.delete('transfer');
    if (transferId !== undefined) search.set('transfer', transferId);
    return search;
  };
}
