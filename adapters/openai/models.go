package openai

import (
	"context"
	"net/http"
	"slices"
)

// Models lists the models of the service in order; none where the service does
// not tell. It makes one call, which costs nothing.
func (c *Client) Models(ctx context.Context) ([]string, error) {
	list, err := c.api.ListModels(ctx)
	if err != nil {
		e := classify(ctx, err)
		if e.Status == http.StatusNotFound || e.Status == http.StatusMethodNotAllowed {
			return nil, nil
		}
		return nil, e
	}
	out := make([]string, 0, len(list.Models))
	for _, m := range list.Models {
		out = append(out, m.ID)
	}
	slices.Sort(out)
	return out, nil
}
